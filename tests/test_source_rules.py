"""Rules that the source itself keeps: who may make or compute with a Decimal, how texts are written, and no clock."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import creditrules
from creditrules import errors

PACKAGE = Path(creditrules.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
NOT_MONEY = [name for name in MODULES if name != "money.py"]
NO_CLOCK = [name for name in MODULES if name != "__main__.py"]
LONGEST = 300
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLACE = re.compile(r"%\((\w+)\)s")
CONTEXTS = {"getcontext", "setcontext", "localcontext", "Context", "BasicContext", "DefaultContext", "ExtendedContext"}
TODAY = {"today", "now", "utcnow", "time", "time_ns"}
ERRORS = {name for name in vars(errors) if name.endswith("Error")}

Scope = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(name: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse((PACKAGE / name).read_text("utf-8"))


def called(node: ast.AST) -> str:
    """Return the name that a call goes to, however it is reached; an empty text for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    target = node.func
    return target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""


def calls(name: str, wanted: set[str]) -> list[ast.Call]:
    """Return the calls in a module to any of some names."""
    return [node for node in ast.walk(tree(name)) if isinstance(node, ast.Call) and called(node) in wanted]


def literal(node: ast.expr | None) -> str | None:
    """Return the text of a literal, or nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_decimal(annotation: ast.expr | None) -> bool:
    """Whether an annotation says Decimal, alone or among others."""
    return annotation is not None and "Decimal" in re.split(r"\W+", ast.unparse(annotation).split("[")[0])


def scopes(node: ast.AST) -> list[Scope]:
    """Return the functions in a tree."""
    return [part for part in ast.walk(node) if isinstance(part, Scope)]


def makers(root: ast.AST) -> set[str]:
    """Return the functions in a tree that return a Decimal."""
    return {one.name for one in scopes(root) if is_decimal(one.returns)}


PUBLIC = {"Decimal"} | {made for name in MODULES for made in makers(tree(name)) if not made.startswith("_")}
"""What returns a Decimal and may be called from any module; a name with an underscore counts in its own only."""


def fields(owner: ast.ClassDef) -> set[str]:
    """Return the fields of a class that are a Decimal."""
    parts = [part for part in owner.body if isinstance(part, ast.AnnAssign) and is_decimal(part.annotation)]
    return {part.target.id for part in parts if isinstance(part.target, ast.Name)}


CLASSES = {
    owner.name: fields(owner) for name in MODULES for owner in ast.walk(tree(name)) if isinstance(owner, ast.ClassDef)
}
"""The Decimal fields of every class of the library."""


def held(scope: Scope) -> set[str]:
    """Return the dotted names in a function that are Decimal fields of an argument, by the argument's class."""
    spec = scope.args
    return {
        f"{arg.arg}.{one}"
        for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)
        if isinstance(arg.annotation, ast.Name)
        for one in CLASSES.get(arg.annotation.id, ())
    }


def named(scope: Scope, made: set[str]) -> set[str]:
    """Return the names in a function that hold a Decimal: by annotation, or made by a call that returns one."""
    spec = scope.args
    found = {arg.arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs) if is_decimal(arg.annotation)}
    for node in ast.walk(scope):
        if isinstance(node, ast.AnnAssign) and is_decimal(node.annotation):
            found |= {node.target.id} if isinstance(node.target, ast.Name) else set()
        elif isinstance(node, ast.Assign) and called(node.value) in made:
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def operands(node: ast.AST) -> list[ast.expr]:
    """Return what a node computes with: the sides of an operator, what a minus turns, what a sum adds."""
    match node:
        case ast.BinOp():
            return [node.left, node.right]
        case ast.AugAssign():
            return [node.target, node.value]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd()):
            return [node.operand]
        case ast.Call(func=ast.Name(id="sum" | "abs" | "round"), args=[first, *_]):
            return [first.elt if isinstance(first, ast.GeneratorExp | ast.ListComp) else first]
        case _:
            return []


def sums(root: ast.AST) -> list[int]:
    """Return the lines of a tree on which a Decimal is computed with."""
    found = set()
    made = PUBLIC | makers(root)
    owned = {
        id(one): fields(owner) for owner in ast.walk(root) if isinstance(owner, ast.ClassDef) for one in owner.body
    }
    for scope in scopes(root):
        names = named(scope, made) | held(scope) | {f"self.{one}" for one in owned.get(id(scope), ())}
        found |= {
            part.lineno
            for node in ast.walk(scope)
            for part in operands(node)
            if called(part) in made or ast.unparse(part) in names
        }
    return sorted(found)


def test_the_walk_finds_the_source() -> None:
    """The rules below are about the whole library, not about an empty folder."""
    assert {"money.py", "errors.py", "findings.py", "law/timeline.py"} <= set(MODULES)
    assert {"Decimal", "from_fen", "decimal", "yuan"} <= PUBLIC
    assert CLASSES["CashFlow"] == {"amount"}
    assert "InputError" in ERRORS


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("def f(a: Decimal, b: int): return b + 1", []),
        ("def f(a: Decimal): return a * 2", [1]),
        ("def f(a: Decimal | None): return -a", [1]),
        ("def f(a): return from_fen(a) + from_fen(a)", [1]),
        ("def f(a):\n b = yuan(a)\n b += 1", [3]),
        ("def f(a): return sum(from_fen(b) for b in a)", [1]),
        ("def f(a): return sum(b for b in a)", []),
        ("class C:\n x: Decimal\n y: int\n def f(self): return self.y - 1\n def g(self): return self.x - 1", [5]),
        ("def f(a: CashFlow): return a.amount * 2", [1]),
        ("def f(a: CashFlow): return a.on - a.on", []),
        ("def _one() -> Decimal: ...\ndef f(): return -_one()", [2]),
        ("def _unit() -> int: ...\ndef f(): return -_unit()", []),
        ("def f(a: tuple[Decimal, ...]): return a + ()", []),
    ],
)
def test_the_walk_sees_decimal_arithmetic(code: str, lines: list[int]) -> None:
    """The check itself finds an operator, a minus or a sum on a Decimal, and leaves other numbers alone."""
    assert sums(ast.parse(code)) == lines


@pytest.mark.parametrize("name", MODULES)
def test_no_arithmetic_on_a_decimal(name: str) -> None:
    """Nothing is computed with a Decimal, whose result would hang on the ambient context."""
    assert sums(tree(name)) == []


@pytest.mark.parametrize("name", NOT_MONEY)
def test_only_money_makes_a_decimal(name: str) -> None:
    """Outside money a Decimal is a type only: it is never called, nor is a method of the class."""
    made = [node.lineno for node in calls(name, {"Decimal"})]
    made += [
        node.lineno
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"Decimal", "decimal.Decimal"}
    ]
    # Handed to map() or as a converter, the class would be called all the same.
    made += [
        node.lineno
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and called(node) not in {"isinstance", "issubclass", "register"}
        for part in (*node.args, *(keyword.value for keyword in node.keywords))
        if isinstance(part, ast.Name) and part.id == "Decimal"
    ]
    assert made == []


@pytest.mark.parametrize("name", NOT_MONEY)
def test_only_money_has_a_context(name: str) -> None:
    """Outside money only the type and an exception are imported from decimal, never a context or a way to round."""
    taken = {
        alias.name
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ImportFrom) and node.module == "decimal"
        for alias in node.names
    }
    assert taken <= {"Decimal", "InvalidOperation"}
    whole = [alias.name for node in ast.walk(tree(name)) if isinstance(node, ast.Import) for alias in node.names]
    assert "decimal" not in whole
    assert calls(name, CONTEXTS | {"quantize"}) == []


def test_money_leaves_the_ambient_context_alone() -> None:
    """Even money never asks for the ambient context."""
    assert calls("money.py", CONTEXTS - {"Context"}) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_message_is_two_literals(name: str) -> None:
    """A message is built of a literal code in kebab case and a literal sentence, whose places are all given."""
    for node in calls(name, {"say"}):
        where = f"{name}:{node.lineno}"
        assert len(node.args) == 2, where
        code, text = literal(node.args[0]), literal(node.args[1])
        assert code is not None, where
        assert text is not None, where
        assert KEBAB.fullmatch(code), where
        given = {keyword.arg for keyword in node.keywords}
        assert set(PLACE.findall(text)) == given, where
        assert text_is_sound(text), where


def text_is_sound(text: str) -> bool:
    """Whether a sentence can be filled in, and has no percent sign that would be printed wrongly.

    Without a place a sentence is written as it stands, so a percent sign has no place in it at all.
    """
    places = PLACE.findall(text)
    rest = PLACE.sub("", text)
    return "%" not in rest.replace("%%", "") if places else "%" not in rest


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("all is well", True),
        ("%(rate)s a year", True),
        ("%(rate)s of 100%%", True),
        ("%(rate)s of 100% a year", False),
        ("%(rate)d a year", False),
        ("100% a year", False),
        ("100%% a year", False),
    ],
)
def test_the_walk_sees_a_bare_percent_sign(text: str, *, sound: bool) -> None:
    """The check itself finds a percent sign that would spoil the sentence."""
    assert text_is_sound(text) is sound


def test_a_code_has_one_text() -> None:
    """One code stands for one sentence in the whole library."""
    texts = defaultdict(set)
    for name in MODULES:
        for node in calls(name, {"say"}):
            texts[literal(node.args[0])].add(literal(node.args[1]))
    assert {code: found for code, found in texts.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", MODULES)
def test_an_error_can_be_read(name: str) -> None:
    """An error is a literal sentence, and with the places given it can be filled in."""
    for node in calls(name, ERRORS):
        where = f"{name}:{node.lineno}"
        text = literal(node.args[0]) if node.args else None
        assert text is not None, where
        given = {keyword.arg for keyword in node.keywords}
        # Places handed on as ** are those of another error, which is checked where it is raised.
        assert None in given or set(PLACE.findall(text)) <= given, where
        assert text_is_sound(text), where
        assert text % dict.fromkeys(PLACE.findall(text), "x"), where


@pytest.mark.parametrize("name", NO_CLOCK)
def test_no_clock(name: str) -> None:
    """Only the command line may ask what day it is; everywhere else a date is an argument."""
    clocks = [
        node.lineno
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute)
        and node.attr in TODAY
        and ast.unparse(node.value).split(".")[-1] in {"date", "datetime", "time"}
    ]
    assert clocks == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short(name: str) -> None:
    """A module has fewer than 300 lines."""
    assert len((PACKAGE / name).read_text("utf-8").splitlines()) < LONGEST
