"""Checks of the type of an argument, each with its one sentence; bounds are looked at where the value is read."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from creditrules.errors import InputError, InputTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
E = TypeVar("E", bound=Enum)
_PAIR = 2


def instance(value: object, *kinds: type[T], argument: str) -> T:
    """Check that an argument is of its class: a look-alike, such as another module's When, would pass unseen."""
    if isinstance(value, kinds):
        return value
    raise InputTypeError(
        "%(argument)s must be a %(bound)s, got %(type)s",
        argument=argument,
        bound=" or ".join(kind.__name__ for kind in kinds),
        type=type(value).__name__,
    )


def member(value: object, kind: type[E], *, argument: str) -> E:
    """Check that an argument is a member of an enum."""
    if isinstance(value, kind):
        return value
    raise InputTypeError(
        "%(argument)s must be a member of %(bound)s, got %(type)s",
        argument=argument,
        bound=kind.__name__,
        type=type(value).__name__,
    )


def text(value: object, *, argument: str) -> str:
    """Check that an argument is text."""
    if isinstance(value, str):
        return value
    raise InputTypeError("%(argument)s must be text, got %(type)s", argument=argument, type=type(value).__name__)


def words(value: object, *, argument: str) -> str:
    """Check that an argument is text with something in it."""
    found = text(value, argument=argument)
    if not found.strip():
        raise InputError("%(argument)s may not be empty", argument=argument)
    return found


def members(values: Iterable[T], *, argument: str) -> tuple[T, ...]:
    """Check that an argument is a list, a tuple or anything else to be gone through."""
    try:
        return tuple(values)
    except TypeError:
        raise InputTypeError(
            "%(argument)s must be a list, got %(type)s", argument=argument, type=type(values).__name__
        ) from None


def listed(values: Iterable[T], kind: type[T], *, argument: str) -> tuple[T, ...]:
    """Check that an argument is a list of members of one class."""
    found = members(values, argument=argument)
    return tuple(instance(value, kind, argument=f"{argument}[{place}]") for place, value in enumerate(found))


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
