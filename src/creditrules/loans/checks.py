"""Checks of arguments that every module of loans shares."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from creditrules.errors import InputTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
_PAIR = 2


def typed(value: object, *kinds: type[T], argument: str) -> T:
    """Check that an argument is of its class: a look-alike, such as money's own When, would pass unseen."""
    if isinstance(value, kinds):
        return value
    bound, got = " or ".join(kind.__name__ for kind in kinds), type(value).__name__
    if issubclass(kinds[0], Enum):
        raise InputTypeError(
            "%(argument)s must be a member of %(bound)s, got %(type)s", argument=argument, bound=bound, type=got
        )
    raise InputTypeError("%(argument)s must be a %(bound)s, got %(type)s", argument=argument, bound=bound, type=got)


def members(values: Iterable[T], *, argument: str) -> tuple[T, ...]:
    """Check that an argument is a list."""
    try:
        return tuple(values)
    except TypeError:
        raise InputTypeError(
            "%(argument)s must be a list, got %(type)s", argument=argument, type=type(values).__name__
        ) from None


def listed(values: Iterable[T], kind: type[T], *, argument: str) -> tuple[T, ...]:
    """Check that an argument is a list of members of one class."""
    found = members(values, argument=argument)
    return tuple(typed(value, kind, argument=f"{argument}[{place}]") for place, value in enumerate(found))


def paired(value: tuple[A, B], *, argument: str) -> tuple[A, B]:
    """Check that a member of a list is a pair."""
    given: object = value
    if isinstance(given, tuple) and len(given) == _PAIR:
        return value
    raise InputTypeError("%(argument)s must be a pair, got %(type)s", argument=argument, type=type(value).__name__)


def flag(value: object, *, argument: str) -> bool:
    """Check that an argument is true or false: the text "no" is neither, though Python takes it for true."""
    if isinstance(value, bool):
        return value
    raise InputTypeError(
        "%(argument)s must be true, false or left out, got %(type)s", argument=argument, type=type(value).__name__
    )
