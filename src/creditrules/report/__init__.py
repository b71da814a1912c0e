"""A report on a person's debts, as text or as data.

Aligned for Chinese, no line wider than 100 columns; every legal sentence carries the number of its source.
"""

from __future__ import annotations

from creditrules.report.articles import article_text, statements_text
from creditrules.report.data import to_dict, to_json
from creditrules.report.text import text

__all__ = ["article_text", "statements_text", "text", "to_dict", "to_json"]
