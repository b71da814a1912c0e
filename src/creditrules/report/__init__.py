"""A report on a person's debts, as text, as a page or as data.

The text is aligned for Chinese, no line wider than 100 columns; the page needs nothing beside it. In both every legal
sentence carries the number of its source.
"""

from __future__ import annotations

from creditrules.report.articles import article_text, statements_text
from creditrules.report.data import to_dict, to_json
from creditrules.report.html import html
from creditrules.report.text import text

__all__ = ["article_text", "html", "statements_text", "text", "to_dict", "to_json"]
