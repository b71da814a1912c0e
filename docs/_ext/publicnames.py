"""Resolve the names in annotations, and by where users import them from.

Names imported for type checkers alone do not exist when Sphinx reads the modules. So the library
is imported here first, the way a type checker reads it.

A package such as `creditrules.law` documents under its own name what its inner modules define.
An annotation knows only the inner place (`creditrules.law.sources.Citation`); this hook finds
the documented one (`creditrules.law.Citation`).
"""

from __future__ import annotations

import importlib
import pkgutil
import typing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils.nodes import TextElement, reference
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


# Imported before, the ordinary way: what they import for type checkers need not exist.
OTHERS = (
    "attrs",
    "babel.core",
    "babel.dates",
    "babel.messages.pofile",
    "babel.numbers",
    "cattrs",
    "dateutil.relativedelta",
    "matplotlib.figure",
)


def import_all(package: str) -> None:
    """Import every module of a package together with what it imports for type checkers."""
    for name in OTHERS:
        importlib.import_module(name)
    settings = vars(typing)
    settings["TYPE_CHECKING"] = True
    try:
        module = importlib.import_module(package)
        for found in pkgutil.walk_packages(module.__path__, f"{package}."):
            importlib.import_module(found.name)
    finally:
        settings["TYPE_CHECKING"] = False


def outer_names(name: str) -> list[str]:
    """Return the names under which an object of an inner module may be documented.

    Examples:
        >>> outer_names("creditrules.law.sources.Force.LAW")
        ['creditrules.law.Force.LAW', 'creditrules.Force.LAW']
    """
    parts = name.split(".")
    first = next((i for i, part in enumerate(parts) if part[:1].isupper()), len(parts) - 1)
    modules, object_path = parts[:first], parts[first:]
    return [".".join([*modules[:kept], *object_path]) for kept in range(len(modules) - 1, 0, -1)]


def resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement) -> reference | None:
    """Look for the object of an unresolved reference under its outer names."""
    target = str(node.get("reftarget", ""))
    if node.get("refdomain") != "py" or not target.startswith("creditrules."):
        return None
    domain = env.domains.python_domain
    for name in outer_names(target):
        if name in domain.objects:
            found = domain.resolve_xref(env, node["refdoc"], app.builder, "obj", name, node, content)
            if found is not None:
                return found
    return None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Import the library and register the hook."""
    import_all("creditrules")
    app.connect("missing-reference", resolve)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
