"""How long imports take in a fresh interpreter, beside attrs; bare is the interpreter alone."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

STATEMENTS = {
    "bare": "pass",
    "attrs": "import attrs",
    "creditrules": "import creditrules",
    "creditrules.rates": "import creditrules.rates",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_import(benchmark: BenchmarkFixture, name: str) -> None:
    """Time one import with the start of its interpreter."""
    benchmark.group = "import, with the start of the interpreter"
    command = [sys.executable, "-c", STATEMENTS[name]]
    done = benchmark(subprocess.run, command, check=True)
    assert done.returncode == 0
