"""Who lends to the public as a trade without a licence: since 2020-08-20 the contract may be void (职业放贷)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import say

if TYPE_CHECKING:
    from creditrules.findings import Trail


def may_be_void(trail: Trail) -> None:
    """Say that the ceiling of an unlicensed lender is one of two branches."""
    library = trail.rulebook.library
    trail.notice(
        say(
            "unlicensed-branch",
            "Since %(since)s the provisions call void the contracts of whoever lends to the public as a trade "
            "without a licence: then no interest is owed as agreed, only the sum received and a fee for its use. A "
            "court decides which branch holds; the ceiling shown is that of a valid contract.",
            since=library.instruments["spc-private-lending-2020-6"].effective,
        ),
        *trail.cite(
            "spc-private-lending-2020-6#14(3)",
            "spc-private-lending-2020-17#13(3)",
            "civil-code#157",
            "spc-contracts-2023-13#25(1)",
        ),
    )
