"""The gates. `python -m nox` runs them all, `python -m nox -s tests` runs one.

Each session builds its environment with the interpreter that runs nox, from the exact versions
in `constraints.txt`. What is checked, tested and documented is the built wheel, installed as a
user would install it, never the tree: a file missing from the wheel fails here.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PACKAGE = ROOT / "src" / "creditrules"
CONSTRAINED = ("-c", str(ROOT / "constraints.txt"))
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")

# Data without which the library cannot answer; each pattern must match something in the wheel.
NEEDED = (
    "creditrules/py.typed",
    "creditrules/law/data/*.toml",
    "creditrules/locale/*/*/*.po",
    "creditrules/schema/*.json",
    "creditrules/templates/*.toml",
)

WHERE_FROM = """
import pathlib, sys, sysconfig
import creditrules
place = pathlib.Path(creditrules.__file__).resolve()
home = pathlib.Path(sysconfig.get_path("purelib")).resolve()
sys.exit(0 if place.is_relative_to(home) else f"creditrules comes from {place}, not from the wheel")
"""

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
# The tests close, so that the last thing printed is how many passed.
nox.options.sessions = ["lint", "types", "imports", "docs", "tests"]


def install_group(session: nox.Session, *groups: str) -> None:
    """Install dependency groups of pyproject.toml in the versions of constraints.txt."""
    session.install(*CONSTRAINED, *nox.project.dependency_groups(PYPROJECT, *groups))


def install_wheel(session: nox.Session) -> Path:
    """Build the wheel in this session, install it and return its path."""
    install_group(session, "build")
    folder = Path(session.create_tmp()) / "wheel"
    for old in folder.glob("*.whl"):
        old.unlink()
    session.run(
        *("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)),
        silent=True,
    )
    (wheel,) = folder.glob("*.whl")
    session.install(*CONSTRAINED, str(wheel))
    # A wheel of the same version as the one installed before is still a new wheel.
    session.install("--force-reinstall", "--no-deps", str(wheel))
    return wheel


def check_contents(session: nox.Session, wheel: Path) -> None:
    """Fail unless every file of the package, its data among them, is in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    there = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".DS_Store"
    }
    if missing := sorted(there - held):
        session.error(f"not in the wheel: {', '.join(missing)}")
    for pattern in NEEDED:
        if not any(Path(name).match(pattern) for name in held):
            session.error(f"the wheel holds no {pattern}")
    session.log(f"all {len(there)} files of the package are in {wheel.name}")


@nox.session
def lint(session: nox.Session) -> None:
    """Format, then lint. Comments that silence a rule have no effect."""
    install_group(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", "--ignore-noqa", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check all types strictly, then that every public name of the wheel has one."""
    install_wheel(session)
    install_group(session, "types")
    session.run("mypy")
    # Away from the tree, so that the installed package is the one looked at.
    with session.chdir(session.create_tmp()):
        session.run("basedpyright", "--verifytypes", "creditrules", "--ignoreexternal")


@nox.session
def imports(session: nox.Session) -> None:
    """Hold the layers: who may import whom."""
    install_group(session, "imports")
    session.run("lint-imports", "--no-cache", env={"PYTHONPATH": str(PACKAGE.parent)})


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a broken reference or a warning fails."""
    install_wheel(session)
    install_group(session, "docs")
    output = "docs/_build/html"
    session.run("sphinx-build", "-n", "-W", "-T", "-E", "-q", "-b", "html", "docs", output)


@nox.session
def tests(session: nox.Session) -> None:
    """Test the wheel in a clean environment, every line and branch of it."""
    wheel = install_wheel(session)
    check_contents(session, wheel)
    session.run("creditrules", "--version")  # before the test tools come: its own needs suffice
    install_group(session, "test")
    session.run("python", "-c", WHERE_FROM)
    # Arguments of your own (`nox -s tests -- tests/test_money.py`) run without the coverage gate.
    arguments = session.posargs or ["--cov"]
    session.run("pytest", "--hypothesis-profile=ci", *arguments)


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Time the library beside its peers. No gate: figures depend on the machine."""
    install_wheel(session)
    install_group(session, "bench")
    session.run("pytest", "benchmarks", *session.posargs)
