"""An article or a topic of the law as plain text, with what is often said wrongly about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import CHINESE, ENGLISH, locale_of, translate
from creditrules.report.layout import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Article, Citation, Statement
    from creditrules.messages import Text


def article_text(found: Article, cite: Citation, locale: str = CHINESE) -> str:
    """Write an article: where it stands, its gist, and the statements about it that were checked."""
    chosen = locale_of(locale)
    lines = [*wrapped(cite.written(chosen)), *wrapped(_in(found.gist, chosen))]
    if found.corrections:
        lines += ["", statements_text(found.corrections, chosen)]
    return "\n".join(lines)


def statements_text(statements: Iterable[Statement], locale: str = CHINESE) -> str:
    """Write checked statements: the verdict, what is said, what is true, and the sources."""
    chosen = locale_of(locale)
    blocks = []
    for one in statements:
        mark = f"[{translate(one.verdict.value, chosen)}] "
        lines = [*wrapped(_in(one.said, chosen), first=mark), *wrapped(_in(one.truth, chosen))]
        for cite in one.citations:
            lines += wrapped(cite.written(chosen), first="- ", rest="  ")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _in(text: Text, locale: str) -> str:
    return text.en if locale == ENGLISH else text.zh
