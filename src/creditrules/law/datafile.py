"""Read the TOML files of the law strictly: an unknown, missing or mistyped key is an error that names its place."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from creditrules.errors import DataFileError, shown
from creditrules.messages import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import Enum
    from importlib.resources.abc import Traversable
    from pathlib import Path

T = TypeVar("T")
E = TypeVar("E", bound="Enum")


class Table:
    """A TOML table read key by key; `done` refuses whatever was not asked for."""

    def __init__(self, where: str, raw: object) -> None:
        """Wrap a parsed table; ``where`` is the file and the place in it, for errors."""
        if not isinstance(raw, dict):
            raise DataFileError("%(where)s: expected a table", where=where)
        self.where = where
        self._raw: dict[str, object] = dict(raw)

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """Return a value of exactly this type; without a default the key is required."""
        value = self._raw.pop(key, default)
        if value is None:
            raise DataFileError("%(where)s: %(key)s is missing", where=self.where, key=key)
        wrong = isinstance(value, datetime) or (isinstance(value, bool) and kind is not bool)
        if wrong or not isinstance(value, kind):
            raise DataFileError(
                "%(where)s: %(key)s must be of type %(type)s, got %(value)s",
                where=self.where,
                key=key,
                type=kind.__name__,
                value=shown(value),
            )
        return value

    def has(self, key: str) -> bool:
        """Whether the key is there and not yet taken."""
        return key in self._raw

    def day(self, key: str) -> date | None:
        """Return an optional day."""
        return self.take(key, date) if self.has(key) else None

    def text(self, key: str) -> Text:
        """Return a title in both languages."""
        table = Table(f"{self.where}: {key}", self.take(key, dict))
        text = Text(zh=table.take("zh", str), en=table.take("en", str))
        table.done()
        return text

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of strings."""
        values = self.take(key, list)
        for value in values:
            if not isinstance(value, str):
                raise DataFileError("%(where)s: %(key)s must hold text only", where=self.where, key=key)
        return tuple(values)

    def tables(self, key: str) -> Sequence[Table]:
        """Return a list of tables."""
        return [Table(f"{self.where}: {key} {n}", raw) for n, raw in enumerate(self.take(key, list), 1)]

    def member(self, key: str, kind: type[E], default: E | None = None) -> E:
        """Return an enum member by its lower-case name."""
        name = self.take(key, str, default.name.lower() if default else None)
        for member in kind:
            if member.name.lower() == name:
                return member
        raise DataFileError("%(where)s: %(key)s does not know %(value)s", where=self.where, key=key, value=shown(name))

    def done(self) -> None:
        """Refuse keys that nobody took."""
        if self._raw:
            raise DataFileError("%(where)s: unknown key %(key)s", where=self.where, key=", ".join(sorted(self._raw)))


def read(path: Traversable | Path) -> Table:
    """Parse one TOML file of the law (a duplicate key is an error of the parser's own)."""
    # On first use: `import creditrules` reads nothing and stays light.
    import tomllib

    try:
        return Table(path.name, tomllib.loads(path.read_bytes().decode("utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError("%(where)s: %(error)s", where=path.name, error=str(error)) from error
