"""Let an analyst switch walls off in a notebook and see what changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.charts.comparison.money import money_chart
from ontschotting.charts.comparison.outcomes_per_year import outcomes_per_year_chart
from ontschotting.charts.save import as_html
from ontschotting.errors import OntschottingError, QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.annual import annual_target, annual_values
from ontschotting.panel.answers import PanelAnswers, PanelValues, money_frame
from ontschotting.panel.latest_only import LatestOnlyWorker
from ontschotting.panel.widgets import build_controls, build_display, build_panel
from ontschotting.regime.lifts import Lift
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import chart_options
from ontschotting.solving.money import MoneyByRole
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentence


class WhatIf:
    """A panel that shows itself in a notebook.

    Attributes:
        controls: The switches and sliders
        display: What is shown
        values: The best values of the last answer, or None while there is none
        money: The money of the last answer, or None while it is being worked out
        widget: The panel as a widget, to place it elsewhere

    Examples:
        >>> import ontschotting as on
        >>> panel = on.what_if(on.load_case("two-villages"), lang="en")
        >>> panel.wait(60)
        True
        >>> panel
        <WhatIf on 'Twee dorpen': purpose, period, stacking; 2,000 within the walls, ...
    """

    def __init__(self, case: Case, regime: Regime, lang: str, answers: PanelAnswers) -> None:
        """Build a panel and begin to work on its first answer; `what_if` makes one.

        Args:
            case: The case
            regime: Where the switches stand at first
            lang: `nl` or `en`
            answers: Solves and remembers
        """
        check_regime(regime, case)
        self._start = _one_lift(regime)
        self._chart_options = chart_options(case, lang)
        self.case, self.lang, self.answers = case, lang, answers
        self.values: PanelValues | None = None
        self.money: MoneyByRole | None = None
        self._money_is_proven = True
        self._units, self._words = outcome_label(case, lang), texts("panel", lang)
        # four optima in four stages, so that a newer choice never waits for more than one of them
        stages = [
            self._show_values,
            lambda regime: answers.solve_spending(regime, regime),
            lambda regime: answers.solve_spending(regime, CURRENT),
            self._show_money,
        ]
        self._worker: LatestOnlyWorker[Regime] = LatestOnlyWorker(stages, self._show_failure)
        self.controls, self.display = build_controls(case, lang, self._start), build_display()
        self.widget = build_panel(self.controls, self.display, lang)
        for control in self.controls.widgets:
            control.observe(lambda change: self._submit(), names="value")
        self._submit()

    @property
    def regime(self) -> Regime:
        """What the switches and sliders ask for now.

        Examples:
            >>> panel.regime
            <Regime purpose, period, stacking: purpose, period, stacking>
        """
        return Regime((self.controls.lift(self._start),))

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the panel shows the answer; return False after `timeout` seconds.

        Args:
            timeout: Seconds; None to wait as long as it takes

        Examples:
            >>> panel.wait(60)
            True
        """
        return self._worker.wait(timeout)

    def __repr__(self) -> str:
        answer = "no answer yet"
        if self.values is not None:
            current, lifted = amount(self.values.current, "en"), amount(self.values.lifted, "en")
            answer = f"{current} within the walls, {lifted} with this choice"
        return f"<WhatIf on {self.case.title!r}: {self.regime}; {answer}>"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = self.widget._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        # for readers without widgets, such as those of a stored notebook
        data["text/plain"] = repr(self)
        return bundle

    def _submit(self) -> None:
        """Ask for the answer to what the controls say now."""
        self.display.show_status(self._words["working"])
        self._worker.submit(self.regime)

    def _show_values(self, regime: Regime) -> None:
        """Find and show the best values."""
        values = self.answers.values(regime)
        if self._worker.has_newer_request():
            return
        self.values, self.money = values, None
        self.display.show_headline(self._headline(values), self._caveat(values))
        self.display.details.value = ""
        self.display.show_status(self._words["working_money"])
        self.display.outcomes_chart.value = _chart_as_html(self._draw_outcomes)

    def _headline(self, values: PanelValues) -> str:
        """Write what the choice adds or costs."""
        key = "gain" if values.freed > 0 else "loss" if values.freed < 0 else "none"
        key = key if values.is_proven else "found"
        return self._words[key].format(
            units=self._units,
            current=amount(values.current, self.lang),
            lifted=amount(values.lifted, self.lang),
            freed=amount(values.freed, self.lang),
            less=amount(-values.freed, self.lang),
        )

    def _caveat(self, values: PanelValues) -> str:
        """Write what the headline is not."""
        assumed = self._words["assumed"] if self._chart_options["assumptions"] else ""
        return self._words["honest"] + assumed + self._unproven(values.is_proven)

    def _unproven(self, is_proven: bool) -> str:
        """Say that a search for projects stopped before its optimum was proven."""
        return "" if is_proven else f" {sentence('unproven', self.lang)}"

    def _show_money(self, regime: Regime) -> None:
        """Find and show where the money sits."""
        found = self.answers.money(regime)
        if self._worker.has_newer_request():
            return
        self.money, self._money_is_proven = found.roles, found.is_proven
        if self.money.needed_eur is None:
            self.display.show_details(self._words["out_of_reach"])
            self.display.money_chart.value = ""
        else:
            unproven = self._unproven(found.is_proven)
            self.display.show_details(self._money_sentence(self.money) + unproven)
            self.display.money_chart.value = _chart_as_html(self._draw_money)
        self.display.show_status(self._words["done"])

    def _money_sentence(self, money: MoneyByRole) -> str:
        """Write where the money sits; what the tolerance of *reach* leaves of zero is zero."""
        smallest_eur = negligible(money.budget_eur)

        def euros(value: float | None) -> str:
            is_zero = abs(value or 0.0) < smallest_eur
            return amount(0.0 if is_zero else value, self.lang, "eur")

        return self._words["spent"].format(
            budget=euros(money.budget_eur),
            needed=euros(money.needed_eur),
            blocked=euros(money.blocked_eur),
            surplus=euros(money.surplus_eur),
        )

    def _show_failure(self, regime: Regime, error: Exception) -> None:
        """Show that there is no answer; an error of the library itself is raised."""
        self.values = self.money = None
        self.display.clear()
        self.display.show_status(self._words["failed"].format(error=error))
        if not isinstance(error, OntschottingError):
            raise error

    def _draw_outcomes(self) -> Axes:
        """Draw units a year within the walls and with this choice."""
        assert self.values is not None
        kind = "awarded" if self.controls.awarded.value else "free"
        values = {"current": self.values.current, kind: self.values.lifted}
        return outcomes_per_year_chart(
            annual_values(self.case, values, self.lang),
            target=annual_target(self.case),
            units=self._units,
            unproven=not self.values.is_proven,
            **self._chart_options,
        )

    def _draw_money(self) -> Axes:
        """Draw where the money sits."""
        assert self.money is not None
        options = {**self._chart_options, "unproven": not self._money_is_proven}
        return money_chart(money_frame(self.money), **options)


def what_if(
    case: Case, regime: Regime = INTEGRAL, *, lang: str = "nl", solver: SolverChoice = "highs"
) -> WhatIf:
    """Make a panel for a notebook, with walls as switches and an answer that follows them.

    The free share is a slider, and the level to which money may go a list. The best value comes
    first and where the money sits after it. Each choice is solved once and remembered, in the
    background: a newer choice replaces one that is still waiting. Every number is a certified
    optimum, the same as `compare` gives; where a search for whole projects stopped before it was
    proven, the panel says so. Cut out a region to play with:
    ``on.what_if(case.only(housing_deal_region="Regio Foodvalley"))``.

    Args:
        case: The case
        regime: Where the switches stand at first: one lift, of which streams, purposes and cut stay
            as they are
        lang: `nl` or `en`
        solver: `highs`, or a `Solver`

    Raises:
        QuestionError: When ipywidgets is missing, and for a regime that does not fit the case or is
            more than one lift.

    Examples:
        >>> import ontschotting as on
        >>> panel = on.what_if(on.load_case("two-villages"), on.lift("purpose"), lang="en")
        >>> panel.wait(60)
        True
        >>> round(panel.values.lifted)
        4000
    """
    try:
        import ipywidgets  # noqa: F401
    except ImportError as error:
        raise QuestionError(problem("no_ipywidgets")) from error
    return WhatIf(case, regime, lang, PanelAnswers(case, solver))


def _one_lift(regime: Regime) -> Lift:
    """Return the lift of a regime; raise QuestionError for a sum of lifts."""
    if len(regime.lifts) > 1:
        raise QuestionError(problem("panel_of_one_lift", lifts=len(regime.lifts)))
    return regime.lifts[0] if regime.lifts else Lift(frozenset())


def _chart_as_html(draw: Callable[[], Axes]) -> str:
    """Return a chart as a picture with its alternative text."""
    figure = draw().figure
    assert isinstance(figure, Figure)
    return f'<div style="margin:.5em 0">{as_html(figure)}</div>'
