"""Every error the library raises, and its one warning.

A text is an English sentence with ``%(name)s`` places; the catalogue translates it, so an error reads in the
language of the command line. Each error names the argument, the value and the bound that it broke.
"""

from __future__ import annotations

from enum import Enum

_SHOWN = 60
"""Longest piece of a bad value that an error repeats: a message is for reading, not for carrying a file."""


def shown(value: object) -> str:
    """Write a bad value so that it can be read: quoted, and cut when long.

    Never fails: an integer of thousands of digits, which Python refuses to print, is described by its size, and what
    holds one by its type.
    """
    if isinstance(value, int) and value.bit_length() > 8 * _SHOWN:
        return f"<{value.bit_length()}-bit integer>"
    try:
        text = repr(value) if isinstance(value, str) else str(value)
    except ValueError:
        return f"<{type(value).__name__}>"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class CreditRulesError(Exception):
    """Root of the tree, for ``except``; never raised itself.

    ``text`` is the English sentence with its places, ``places`` what stands in them.
    """

    def __init__(self, text: str, /, **places: object) -> None:
        """Keep the sentence and the places apart, so that another language can be chosen later."""
        super().__init__(text)
        self.text = text
        self.places = places

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the sentence and the places (an exception's own way would lose the places)."""
        return _rebuilt, (type(self), self.text, self.places)

    def __str__(self) -> str:
        """Return the English sentence with its places filled."""
        if not self.places:
            return self.text
        # A member of an enum reads by its value, such as "small-loan company".
        return self.text % {name: each.value if isinstance(each, Enum) else each for name, each in self.places.items()}


def _rebuilt(kind: type[CreditRulesError], text: str, places: dict[str, object]) -> CreditRulesError:
    return kind(text, **places)


class InputError(CreditRulesError, ValueError):
    """An argument, or a field of a file, has a value outside its bound."""


class InputTypeError(InputError, TypeError):
    """An argument, or a field of a file, has the wrong type (a float where money is exact, for one)."""


class NoRateError(CreditRulesError, ArithmeticError):
    """No annual rate solves these cash flows, and the text says why."""


class AmbiguousRateError(NoRateError):
    """Several annual rates solve these cash flows equally well; ``roots`` holds each rate per period."""

    def __init__(self, text: str, /, roots: tuple[float, ...] = (), **places: object) -> None:
        """Carry every root beside the sentence."""
        super().__init__(text, roots=roots, **places)
        self.roots = roots


class NoDataError(CreditRulesError, LookupError):
    """The library holds no value for that day, lender or article; it does not guess one."""


class NotInForceError(CreditRulesError, LookupError):
    """The rule existed, but not on that day: repealed before it."""


class DataFileError(CreditRulesError, ValueError):
    """A file of law data is malformed: an unknown key, a missing citation, dates out of order."""


class StaleDataWarning(UserWarning):
    """The answer rests on data whose review day lies before the day asked about."""
