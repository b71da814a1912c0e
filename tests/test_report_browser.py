"""The page in a real browser: nothing wrong on the console, nothing loaded, nothing wider than a phone or a screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from creditrules import report
from creditrules.borrower import Account, Borrower, Report, assess
from creditrules.law import Lender

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FOUND = next((path for path in map(shutil.which, NAMES) if path is not None), None)
PAPER = 680
"""A4 between margins of 15 mm, in pixels of 1/96 inch."""
PATIENCE = 60
"""Seconds until a browser that says nothing has failed."""
TOO_WIDE = """
(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
    for (const one of document.body.querySelectorAll("*")) {
        const box = one.getBoundingClientRect();
        if (!one.closest(".wide, svg") && (box.right > innerWidth + 0.5 || box.left < -0.5)) {
            wide.push(`${one.tagName} ${one.textContent.slice(0, 40)}`);
        }
    }
    for (const one of document.querySelectorAll(".wide")) {
        if (one.scrollWidth > one.clientWidth) { wide.push(`scrolls: ${one.getAttribute("aria-label")}`); }
    }
    for (const one of document.querySelectorAll("figure > svg text")) {
        const box = one.getBoundingClientRect(), frame = one.ownerSVGElement.getBoundingClientRect();
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) {
            wide.push(`cut: ${one.textContent}`);
        }
    }
    return JSON.stringify({wide, width: innerWidth, language: document.documentElement.lang,
        pictures: document.querySelectorAll("figure > svg").length, mode: document.compatMode});
})()
"""
"""What sticks out, as the browser lays it out."""


class Browser:
    """A headless Chromium that is spoken to over a pair of pipes, with nothing but the standard library."""

    def __init__(self, path: str, folder: str) -> None:
        """Start it with a profile of its own and one page."""
        reading, self.sending = os.pipe()
        self.receiving, writing = os.pipe()
        options = ["--headless=new", "--remote-debugging-pipe", f"--user-data-dir={folder}", "--no-first-run"]
        options += ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "about:blank"]
        shell = f'exec "$0" "$@" 3<&{reading} 4>&{writing}'
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", shell, path, *options],
            pass_fds=(reading, writing),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(reading)
        os.close(writing)
        self.number = 0
        self.rest = b""
        self.events: list[dict[str, Any]] = []
        self.session = ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def close(self) -> None:
        """End it."""
        os.close(self.sending)
        os.close(self.receiving)
        self.process.kill()
        self.process.wait()

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command and return its result; what else the browser says is kept."""
        self.number += 1
        command: dict[str, object] = {"id": self.number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.sending, json.dumps(command).encode() + b"\0")
        while True:
            said = self.hear()
            if said.get("id") == self.number:
                assert "error" not in said, said
                result: dict[str, Any] = said["result"]
                return result
            self.events.append(said)

    def hear(self) -> dict[str, Any]:
        """Return the next thing that the browser says."""
        end = monotonic() + PATIENCE
        while b"\0" not in self.rest:
            ready, _, _ = select([self.receiving], [], [], max(0, end - monotonic()))
            part = os.read(self.receiving, 1 << 20) if ready else b""
            assert part, "the browser has nothing to say"
            self.rest += part
        said, self.rest = self.rest.split(b"\0", 1)
        found: dict[str, Any] = json.loads(said)
        return found

    def until(self, method: str) -> None:
        """Wait for an event."""
        while all(one["method"] != method for one in self.events):
            self.events.append(self.hear())

    def show(self, page: Path, width: int) -> dict[str, Any]:
        """Open a page as wide as a device or as paper, and return what of it is too wide."""
        self.events.clear()
        self.ask("Emulation.setEmulatedMedia", media="print" if width == PAPER else "screen")
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 1000
        )
        self.ask("Page.navigate", url=page.as_uri())
        self.until("Page.loadEventFired")
        found = self.ask("Runtime.evaluate", expression=TOO_WIDE, returnByValue=True)["result"]["value"]
        said: dict[str, Any] = json.loads(found)
        return said


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium; where there is none the tests are skipped."""
    if FOUND is None:
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        one = Browser(FOUND, folder)
        yield one
        one.close()


def many() -> Report:
    """Assess twelve debts with the longest names and large amounts."""
    accounts = [
        Account(
            name=f"{number:02}{'网W'[number % 2] * 58}",
            lender=Lender.BANK,
            formed_on=date(2025, 5, 1),
            balance="9999999.99",
            annual_rate="24%",
            minimum="0",
        )
        for number in range(12)
    ]
    return assess(Borrower(accounts=accounts, monthly_budget="12000000", as_of=date(2026, 1, 15)))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are handed down another way")
@pytest.mark.parametrize("width", [360, 1280, PAPER])
@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", ["borrower", "borrower_short", "first_default", "many"])
def test_in_a_browser(browser: Browser, tmp_path: Path, name: str, locale: str, width: int) -> None:
    """No message on the console, no request but for the page itself, nothing that sticks out, also not on A4 paper."""
    found = many() if name == "many" else assess(Borrower.from_file(EXAMPLES / f"{name}.toml"))
    page = tmp_path / "report.html"
    page.write_text(report.html(found, locale), encoding="utf-8")
    said = browser.show(page, width)
    assert said == {
        "wide": [],
        "width": width,
        "language": {"zh": "zh-Hans", "en": "en"}[locale],
        "pictures": 2,
        "mode": "CSS1Compat",
    }
    events = [(one["method"], one["params"]) for one in browser.events]
    asked = [params["request"]["url"] for method, params in events if method == "Network.requestWillBeSent"]
    assert asked == [page.as_uri()]
    wrong = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Network.loadingFailed"}
    assert [one for one in events if one[0] in wrong] == []
