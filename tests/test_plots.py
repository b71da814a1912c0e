"""Pictures: what is drawn is what the rows say, in both languages, and matplotlib is there only when one is drawn."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from matplotlib.container import BarContainer

from creditrules import plots
from creditrules.errors import InputError, InputTypeError
from creditrules.loans import Fee, Grace, Keep, Loan, Method, Schedule, When, prepay
from creditrules.loans import schedule as schedule_of
from creditrules.money import to_fen
from creditrules.periods import DayCount
from creditrules.repayment import Budget, Debt, Plan, avalanche
from creditrules.repayment import plan as plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

pytestmark = pytest.mark.filterwarnings("ignore:Glyph .* missing from font:UserWarning")
DRAWN = date(2025, 3, 6)
START = date(2026, 1, 15)


def loan(**changes: object) -> Loan:
    """Return a loan of 24,000 yuan over 20 months with a fee in each, with some terms changed."""
    terms: dict[str, Any] = {
        "principal": "24000",
        "annual_rate": "23.99%",
        "instalments": 20,
        "drawn_on": DRAWN,
        "method": Method.EQUAL_INSTALMENT,
        "fees": [Fee(name="guarantee", amount="60", when=When.EVERY, collector="guarantor")],
        **changes,
    }
    return Loan(**terms)


def debt(name: str, balance: str = "10000", **changes: object) -> Debt:
    """Return a debt at 18.25 % with a due of 500 yuan, with some facts changed."""
    facts: dict[str, Any] = {"annual_rate": "18.25%", "minimum": "500", **changes}
    return Debt(name, balance, **facts)


def run(*debts: Debt, monthly: str = "3000") -> Plan:
    """Plan from the usual start, highest rate first."""
    return plan_of(debts, Budget(monthly), strategy=avalanche, start=START)


def fen(drawn: float) -> int:
    """Return what a drawn amount is in fen."""
    return round(drawn * 100)


def bars(axes: Axes) -> dict[str, list[tuple[float, int, int]]]:
    """Return the place, the lower end and the height of every bar, in days and fen, by its part."""
    return {
        str(part.get_label()): [
            (bar.get_x() + bar.get_width() / 2, fen(bar.get_y()), fen(bar.get_height())) for bar in part.patches
        ]
        for part in axes.containers
        if isinstance(part, BarContainer)
    }


def at(day: date) -> float:
    """Return the place of a day on the axis."""
    return float((day - date(1970, 1, 1)).days)


def steps(figure: Figure) -> list[tuple[float, int]]:
    """Return the corners of the balance, in days and fen."""
    (line,) = figure.axes[1].lines
    corners: Any = line.get_xydata()
    return [(float(day), fen(float(amount))) for day, amount in corners]


def legend(figure: Figure) -> list[str]:
    """Return the texts of the legend."""
    return [text.get_text() for text in figure.legends[0].get_texts()]


def moved(day: date) -> date:
    """Move a due day of May by four days."""
    return day + timedelta(4) if day.month == 5 else day


SCHEDULES = {
    "fees": schedule_of(loan()),
    "capitalised": schedule_of(loan(grace=3, grace_interest=Grace.CAPITALISED)),
    "one instalment": schedule_of(loan(instalments=1)),
    "broken": schedule_of(loan(first_due=date(2025, 3, 20), day_count=DayCount.ACT_360)),
}


@pytest.mark.parametrize("found", SCHEDULES.values(), ids=SCHEDULES)
def test_bars_are_the_rows(found: Schedule) -> None:
    """On each due day stand its principal, interest and fee, which are the payment together."""
    parts = bars(plots.schedule(found, "en").axes[0])
    assert list(parts) == ["principal", "interest", "fee"]
    for row, *drawn in zip(found.rows, *parts.values(), strict=True):
        amounts = [to_fen(row.principal), to_fen(row.interest), to_fen(row.fee)]
        assert [height for _, _, height in drawn] == amounts
        assert sum(height for _, _, height in drawn) == to_fen(row.payment)
        assert [place for place, _, _ in drawn] == pytest.approx([at(row.due_on)] * 3)


def test_each_part_stands_on_those_before_it() -> None:
    """The interest begins where the principal ends, and the fee where the interest ends."""
    for principal, interest, fee in zip(*bars(plots.schedule(SCHEDULES["fees"]).axes[0]).values(), strict=True):
        assert principal[1] == 0
        assert interest[1] == principal[2]
        assert fee[1] == principal[2] + interest[2]


def test_interest_added_to_the_principal_stands_below_zero() -> None:
    """The principal goes down from zero by as much as the interest goes up."""
    principal, interest, fee = (part[0] for part in bars(plots.schedule(SCHEDULES["capitalised"]).axes[0]).values())
    assert principal[1] == interest[1] == 0
    assert principal[2] == -interest[2] < 0
    assert fee[1] == interest[2]


@pytest.mark.parametrize("found", SCHEDULES.values(), ids=SCHEDULES)
def test_steps_are_the_balances(found: Schedule) -> None:
    """The balance begins with the loan, is that of each row to the fen, and ends at zero."""
    drawn = steps(plots.schedule(found))
    expected = [(found.loan.drawn_on, to_fen(found.loan.principal))]
    expected += [(row.due_on, to_fen(row.balance)) for row in found.rows]
    assert drawn == [(at(day), amount) for day, amount in expected]
    assert drawn[-1][1] == 0


@pytest.mark.parametrize("on", [date(2025, 11, 6), date(2025, 11, 20)])
def test_a_part_repaid_early_is_a_step(on: date) -> None:
    """It lowers the balance on its day, after an instalment of the same day, and the rows go on from there."""
    found = prepay(schedule_of(loan()), on, "5000", keep=Keep.TERM, day_count=DayCount.ACT_360)
    drawn = steps(plots.schedule(found))
    assert drawn[8] == (at(found.rows[7].due_on), to_fen(found.rows[7].balance))
    assert drawn[9] == (at(on), to_fen(found.rows[7].balance) - 500_000)
    assert [amount for _, amount in drawn[10:]] == [to_fen(row.balance) for row in found.rows[8:]]
    assert drawn[-1][1] == 0


def test_a_due_day_moved_past_a_part_repaid_early() -> None:
    """The balance goes down in the order of the days, and still ends at zero."""
    found = prepay(schedule_of(loan(shift=moved)), date(2025, 5, 8), "5000", keep=Keep.TERM, day_count=DayCount.ACT_360)
    drawn = steps(plots.schedule(found))
    assert drawn[2] == (at(date(2025, 5, 8)), to_fen(found.rows[0].balance) - 500_000)
    assert drawn[3] == (at(date(2025, 5, 10)), drawn[2][1] - to_fen(found.rows[1].principal))
    assert drawn[-1] == (at(found.rows[-1].due_on), 0)


def test_bars_do_not_touch() -> None:
    """A bar is narrower than the shortest time between two due days."""
    found = SCHEDULES["fees"]
    (width,) = {bar.get_width() for bar in plots.schedule(found).axes[0].patches if hasattr(bar, "get_width")}
    gaps = [later.due_on - row.due_on for row, later in zip(found.rows, found.rows[1:], strict=False)]
    assert 0 < width < min(gaps) / timedelta(days=1)


@pytest.mark.parametrize(
    ("locale", "labels", "parts"),
    [
        ("en", ["payment (yuan)", "balance (yuan)", "due on"], ["principal", "interest", "fee", "balance"]),
        ("zh", ["还款额（元）", "剩余本金（元）", "还款日"], ["本金", "利息", "费用", "剩余本金"]),
    ],
)
def test_a_schedule_in_both_languages(locale: str, labels: list[str], parts: list[str]) -> None:
    """Axes and legend are in the language asked for, amounts have thousands, and the legend is in no panel."""
    figure = plots.schedule(SCHEDULES["fees"], locale)
    above, below = figure.axes
    assert [above.get_ylabel(), below.get_ylabel(), below.get_xlabel()] == labels
    assert legend(figure) == parts
    assert below.yaxis.get_major_formatter()(20000.0) == "20,000"
    assert (above.get_legend(), below.get_legend()) == (None, None)


def test_bars_of_a_plan_are_what_is_owed() -> None:
    """Each debt has a bar for the start and for each of its months, on top of the debts before it."""
    found = run(debt("card"), debt("loan", "4000", annual_rate="12%"))
    drawn = bars(plots.plan(found, "en").axes[0])
    tops: dict[float, int] = {}
    for one, part in zip(found.debts, drawn.values(), strict=True):
        rows = [row for row in found.rows if row.debt == one.name]
        expected = [(START, to_fen(one.balance)), *((row.on, to_fen(row.closing)) for row in rows)]
        assert [place for place, _, _ in part] == pytest.approx([at(day) for day, _ in expected])
        assert [height for _, _, height in part] == [amount for _, amount in expected]
        assert expected[-1][1] == 0
        for place, low, height in part:
            assert low == tops.get(round(place), 0)
            tops[round(place)] = low + height
    assert tops[round(at(START))] == 1_400_000


@pytest.mark.parametrize(
    ("locale", "texts", "ends"),
    [
        (
            "en",
            ["still owed (yuan)", "Month to", "highest rate first\neverything is paid off and every due was met"],
            ["card, paid off by 2026-02-15", "loan, paid off by 2026-03-15"],
        ),
        (
            "zh",
            ["剩余欠款（元）", "截至", "雪崩法（先还利率高的）\n全部结清，每期应还款都已足额支付"],
            ["card（2026-02-15结清）", "loan（2026-03-15结清）"],
        ),
    ],
)
def test_a_plan_in_both_languages(locale: str, texts: list[str], ends: list[str]) -> None:
    """Axes, title and legend are in the language asked for; the legend says when each debt is paid off."""
    figure = plots.plan(run(debt("card", "1000", annual_rate="12%"), debt("loan", "4000", annual_rate="0")), locale)
    (axes,) = figure.axes
    assert [axes.get_ylabel(), axes.get_xlabel(), axes.get_title()] == texts
    assert legend(figure) == ends
    assert axes.get_legend() is None


def test_a_debt_that_only_grows() -> None:
    """It has its name alone in the legend, and the last bar is all that is owed, beyond any bound of money."""
    found = run(debt("card", annual_rate="90%", minimum="0"), monthly="100")
    figure = plots.plan(found, "en")
    assert legend(figure) == ["card"]
    assert figure.axes[0].get_title().endswith("\nthe debt grows faster than it is paid")
    last = figure.axes[0].patches[-1]
    assert last.get_extents().height > 0
    assert bars(figure.axes[0])["card"][-1][2] == pytest.approx(int(Fraction(found.owed) * 100))


def test_names_as_people_write_them(tmp_path: Path) -> None:
    """A dollar sign begins no formula, a name may begin with a line below, and one without an end is cut."""
    names = ["$a_$b$^{", "_hidden", "two\nlines", "x" * 41, "y" * 40]
    figure = plots.plan(run(*(debt(name) for name in names), monthly="6000"), "en")
    shown = ["$a_$b$^{", "_hidden", "two lines", f"{'x' * 40}…", "y" * 40]
    assert [text.split(", paid off by ")[0] for text in legend(figure)] == shown
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(tmp_path / "plan.svg")
    assert "$a_$b$^{, paid off by" in (tmp_path / "plan.svg").read_text("utf-8")


def test_many_debts_can_be_told_apart() -> None:
    """More debts than there are colours have another hatch, and the figure has room for their names."""
    figure = plots.plan(run(*(debt(f"debt {number}") for number in range(12)), monthly="9000"))
    firsts = [part.patches[0] for part in figure.axes[0].containers if isinstance(part, BarContainer)]
    assert len({(first.get_facecolor(), first.get_hatch()) for first in firsts}) == 12
    assert figure.get_figheight() > plots.plan(run(debt("card"))).get_figheight()


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_saved_as_svg(tmp_path: Path, locale: str) -> None:
    """Text is kept as text, so that a reader's own fonts write it."""
    with mpl.rc_context({"svg.fonttype": "none"}):
        plots.schedule(SCHEDULES["fees"], locale).savefig(tmp_path / "schedule.svg")
    assert {"en": "balance (yuan)", "zh": "剩余本金（元）"}[locale] in (tmp_path / "schedule.svg").read_text("utf-8")


def test_settings_and_other_figures_are_left_alone() -> None:
    """Nothing is registered with pyplot, and no setting is changed."""
    before = dict(mpl.rcParams)
    plots.schedule(SCHEDULES["fees"])
    plots.plan(run(debt("card")))
    assert dict(mpl.rcParams) == before


def test_what_is_refused() -> None:
    """Anything but a schedule or a plan is refused, and so is a language that the library does not speak."""
    found: Any = SCHEDULES["fees"]
    with pytest.raises(InputTypeError, match="plan must be a Plan, got Schedule"):
        plots.plan(found)
    with pytest.raises(InputTypeError, match="schedule must be a Schedule, got tuple"):
        plots.schedule(found.rows)
    with pytest.raises(InputError, match="locale must be zh or en"):
        plots.schedule(found, "fr")
    with pytest.raises(InputError, match="locale must be zh or en"):
        plots.plan(run(debt("card")), "fr")


@pytest.mark.parametrize(("locale", "said"), [("en", "a picture needs matplotlib"), ("zh", "作图需要matplotlib")])
def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch, locale: str, said: str) -> None:
    """The error names what is missing and how to get it, in the language asked for."""
    for name in ("matplotlib", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=said) as caught:
        plots.schedule(SCHEDULES["fees"], locale)
    assert "pip install creditrules[plot]" in str(caught.value)
    assert str(caught.value.name).startswith("matplotlib")


def test_matplotlib_is_imported_on_first_use() -> None:
    """Importing the library, and this part of it, does not import matplotlib; drawing never imports pyplot."""
    code = """
import sys
from datetime import date
import creditrules, creditrules.plots
assert "matplotlib" not in sys.modules
loan = creditrules.Loan("1000", "12%", 3, date(2025, 3, 6), method=creditrules.Method.EQUAL_INSTALMENT)
creditrules.plots.schedule(creditrules.schedule(loan), "en")
assert "matplotlib" in sys.modules
assert "matplotlib.pyplot" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
