"""A commented template of a borrower's file, to begin with (债务清单模板)."""

from __future__ import annotations

from creditrules.messages import CHINESE, ENGLISH, locale_of


def template(locale: str = CHINESE) -> str:
    """Return the template in a language, as TOML that `Borrower.from_file` reads as it stands.

    Args:
        locale: ``zh`` or ``en``.

    Raises:
        InputError: a language that the library does not speak.

    """
    # On first use: `import creditrules` stays light.
    from importlib.resources import files

    language = "en" if locale_of(locale) == ENGLISH else "zh"
    return (files("creditrules") / "templates" / f"borrower.{language}.toml").read_text("utf-8")
