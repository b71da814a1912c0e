"""Keep the colon in the sentence that documents an attribute or what a function returns.

Napoleon takes what stands before the first colon of such a sentence for a type. Here types are
annotations. So these colons are hidden from Napoleon and put back after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ATTRIBUTES = frozenset({"attribute", "data", "property"})
STAND_IN = "\ue000"
BEFORE_NAPOLEON, AFTER_NAPOLEON = 100, 900


def hidden(lines: list[str], *, attribute: bool) -> list[str]:
    r"""Return the lines with a stand-in for each colon that Napoleon would misread.

    Examples:
        >>> hidden(["Text.", "", "Returns:", "    A share: 0.03 is 3 %."], attribute=False)[-1]
        '    A share\ue000 0.03 is 3 %.'
        >>> hidden(["A share: exact.", "As agreed: no."], attribute=True)
        ['A share\ue000 exact.', 'As agreed: no.']
    """
    before = ["Returns:" if attribute else "", *lines]
    return [
        line.replace(":", STAND_IN) if above.strip() == "Returns:" else line
        for above, line in zip(before, lines, strict=False)
    ]


def hide(_app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Hide the colons before Napoleon reads the docstring."""
    lines[:] = hidden(lines, attribute=what in ATTRIBUTES)


def show(_app: Sphinx, _what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Put the colons back."""
    lines[:] = [line.replace(STAND_IN, ":") for line in lines]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register one hook on either side of Napoleon's."""
    app.connect("autodoc-process-docstring", hide, priority=BEFORE_NAPOLEON)
    app.connect("autodoc-process-docstring", show, priority=AFTER_NAPOLEON)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
