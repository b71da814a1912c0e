"""Plain text in columns, where a Chinese character takes two: widths, wrapping and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 100
"""No line is wider."""
GAP = 2
_WIDE = frozenset("WF")
_PIECE = re.compile(r"\s|[!-~\u00a0-\u024f]+|.", re.DOTALL)
"""What a line is not broken inside: a Latin word or figure; any other character stands alone."""
_NEVER_FIRST = frozenset("，。；：、！？）》」』”’％…,.;:!?)[")
_NEVER_LAST = frozenset("（《「『“‘")


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in _WIDE else 1 for char in text)


def wrapped(text: str, *, first: str = "", rest: str = "", limit: int = LIMIT) -> list[str]:
    """Break a text into lines: ``first`` before the first of them, ``rest`` before the others."""
    lines: list[str] = []
    before, line = first, ""
    for piece in _pieces(text, limit - max(width(first), width(rest))):
        if width(before) + width(line) + width(piece.rstrip()) > limit:
            lines.append(f"{before}{line}".rstrip())
            before, line = rest, ""
        if line or not piece.isspace():
            line += piece
    return [*lines, f"{before}{line}".rstrip()]


def _pieces(text: str, most: int) -> list[str]:
    """Cut a text where a line may end; closing marks stay with what they close, opening ones with what follows."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        for part in piece if width(piece) > most else (piece,):
            glued = found and (part[0] in _NEVER_FIRST or found[-1][-1] in _NEVER_LAST)
            if glued and width(found[-1] + part) <= most:
                found[-1] += part
            else:
                found.append(part)
    return found


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with blanks to a width."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def table(rows: Sequence[Sequence[str]], *, indent: str = "") -> list[str]:
    """Set rows of cells in columns: the first to the left, the others to the right.

    Columns that do not fit beside the first go into a further block below.
    """
    widths = _widths(rows)
    lines: list[str] = []
    for block in _blocks(widths, LIMIT - width(indent)):
        if lines:
            lines.append("")
        for row in rows:
            cells = [padded(row[0], widths[0]), *(padded(row[n], widths[n], right=True) for n in block)]
            lines.append(f"{indent}{(' ' * GAP).join(cells)}".rstrip())
    return lines


def parts(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Share the columns after the first among the blocks of a table, as `table` does."""
    return _blocks(_widths(rows), LIMIT)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is."""
    return [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]


def _blocks(widths: Sequence[int], limit: int) -> list[list[int]]:
    """Share the columns after the first among blocks that fit."""
    blocks: list[list[int]] = [[]]
    used = widths[0]
    for column in range(1, len(widths)):
        used += GAP + widths[column]
        if blocks[-1] and used > limit:
            blocks.append([])
            used = widths[0] + GAP + widths[column]
        blocks[-1].append(column)
    return blocks
