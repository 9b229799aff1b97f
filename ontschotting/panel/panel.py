"""Lets an analyst switch walls off and see what changes.

The panel for a notebook, with what it asks and what it shows.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.errors import OntschottingError, QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.measures.comparison.annual import annual_target, annual_values
from ontschotting.panel.answers import PanelAnswers, PanelValues, money_frame
from ontschotting.panel.latest_only import LatestOnlyWorker
from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.result import chart_options
from ontschotting.solving.money import MoneyByRole
from ontschotting.words.labels import level_words, wall_words
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "walls": "Welke schotten vallen?",
        "share": "Vrij deel",
        "level": "Geld mag naar",
        "stays": "waar het nu heen mag",
        "anywhere": "overal in dit geval",
        "awarded": "ook geld dat al is toegekend",
        "money": "Hoeveel geld, en waar?",
        "gain": (
            "Binnen de schotten ten hoogste {current} bekostigbare {units}; met deze keuze"
            " {lifted}: {freed} erbij."
        ),
        "loss": (
            "Binnen de schotten ten hoogste {current} bekostigbare {units}; met deze keuze"
            " {lifted}: {less} minder."
        ),
        "none": (
            "Binnen de schotten ten hoogste {current} bekostigbare {units}; met deze keuze"
            " evenveel."
        ),
        "spent": (
            "Van {budget} is {needed} nodig voor het resultaat van nu, {blocked} geblokkeerd en"
            " {surplus} overschot."
        ),
        "out_of_reach": "Het resultaat van nu is met deze keuze niet te halen.",
        "honest": (
            "Vergelijking van twee optima bij de opgegeven bedragen, behoeften en grenzen; geen"
            " voorspelling."
        ),
        "assumed": " Mede op basis van aannames.",
        "working": "Rekent …",
        "working_money": "Rekent na waar het geld zit …",
        "done": "Klaar.",
        "failed": "Geen antwoord: {error}",
    },
    "en": {
        "walls": "Which walls fall?",
        "share": "Free share",
        "level": "Money may go",
        "stays": "where it may go today",
        "anywhere": "anywhere in this case",
        "awarded": "money already awarded too",
        "money": "How much money, and where?",
        "gain": (
            "Within the walls at most {current} fundable {units}; with this choice {lifted}:"
            " {freed} more."
        ),
        "loss": (
            "Within the walls at most {current} fundable {units}; with this choice {lifted}: {less}"
            " fewer."
        ),
        "none": "Within the walls at most {current} fundable {units}; with this choice as many.",
        "spent": (
            "Of {budget}, {needed} is needed for today's result, {blocked} is blocked and {surplus}"
            " is surplus."
        ),
        "out_of_reach": "Today's result is out of reach with this choice.",
        "honest": "Comparison of two optima given the listed money, needs and limits; no forecast.",
        "assumed": " Based in part on assumptions.",
        "working": "Working …",
        "working_money": "Working out where the money sits …",
        "done": "Done.",
        "failed": "No answer: {error}",
    },
}
SWITCHES = tuple(wall for wall in WALLS if wall != "area")


class WhatIf:
    """A panel that shows itself in a notebook.

    Args:
        regime: What the switches and sliders ask now
        values: `Values` of the last answer, or None while there is none
        money: `Money` of the last answer, or None while it is being worked out
        widget: The panel as a widget, to place it elsewhere
    """

    def __init__(self, case: Case, regime: Regime, lang: str, answers: PanelAnswers) -> None:
        self._start = _one_lift(regime)
        check_regime(regime, case)
        self._look = chart_options(case, lang)
        self.case, self.lang, self.answers = case, lang, answers
        self.values: PanelValues | None = None
        self.money: MoneyByRole | None = None
        self._units = outcome_label(case, lang)
        # Four optima in four stages, so that a newer choice never waits for more than one of them.
        stages = [
            self._find_values,
            lambda regime: answers.spend(regime, regime),
            lambda regime: answers.spend(regime, CURRENT),
            self._find_money,
        ]
        self._latest: LatestOnlyWorker[Regime] = LatestOnlyWorker(stages, self._say_failed)
        self._build()
        self._ask()

    @property
    def regime(self) -> Regime:
        """What the switches and sliders ask now."""
        walls = frozenset(wall for wall, switch in self.switches.items() if switch.value)
        level = self.level.value or None
        purposes = self._start.purposes if "purpose" in walls else None
        lift = Lift(
            walls | ({"area"} if level else set()),
            level,
            self._start.streams,
            purposes,
            round(self.share.value, 4),
            self._start.cut,
            self.awarded.value,
        )
        return Regime((lift,))

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the panel shows the answer to what it asks.

        Gives False when that took longer than `timeout` seconds.
        """
        return self._latest.wait(timeout)

    def __repr__(self) -> str:
        found = (
            "no answer yet"
            if self.values is None
            else (
                f"{amount(self.values.current, 'en')} within the walls,"
                f" {amount(self.values.lifted, 'en')} with this choice"
            )
        )
        return f"<WhatIf on {self.case.title!r}: {self.regime}; {found}>"

    def _repr_mimebundle_(self, **options: Any) -> Any:
        shown = self.widget._repr_mimebundle_(**options)
        data = shown[0] if isinstance(shown, tuple) else shown
        # what is read where widgets do not live, as in a stored notebook
        data["text/plain"] = repr(self)
        return shown

    # The widgets

    def _build(self) -> None:
        import ipywidgets

        words, start = _WORDS[self.lang], self._start
        wide = ipywidgets.Layout(width="auto")
        self.switches = {
            wall: ipywidgets.Checkbox(
                value=wall in start.walls,
                description=wall_words(wall, self.lang),
                indent=False,
                layout=wide,
            )
            for wall in SWITCHES
        }
        self.share = ipywidgets.FloatSlider(
            value=start.free_share,
            min=0.0,
            max=1.0,
            step=0.05,
            description=words["share"],
            readout_format=".0%",
        )
        # In a part that was cut out, `national` is that part: the whole of the case, whatever that
        # is.
        named = {"national": words["anywhere"]}
        levels = [
            (words["stays"], ""),
            *(
                (named.get(level) or level_words(level, self.lang), level)
                for level in self.case.levels
                if level != "plan"
            ),
        ]
        self.level = ipywidgets.Dropdown(
            options=levels, value=start.level or "", description=words["level"]
        )
        self.awarded = ipywidgets.Checkbox(
            value=start.awarded, description=words["awarded"], indent=False, layout=wide
        )
        for one in (self.share, self.level):
            one.style.description_width, one.layout.width = "8em", "97%"
        self.status, self.headline, self.details = (
            ipywidgets.HTML(),
            ipywidgets.HTML(),
            ipywidgets.HTML(),
        )
        self.homes_picture, self.money_picture = ipywidgets.HTML(), ipywidgets.HTML()
        controls = [*self.switches.values(), self.share, self.level, self.awarded]
        for one in controls:
            one.observe(lambda change: self._ask(), names="value")
        left = ipywidgets.VBox(
            [
                _heading(ipywidgets, words["walls"]),
                *self.switches.values(),
                _heading(ipywidgets, words["money"]),
                self.share,
                self.level,
                self.awarded,
            ]
        )
        right = ipywidgets.VBox(
            [self.headline, self.homes_picture, self.details, self.money_picture, self.status],
            layout=ipywidgets.Layout(flex="1 1 24em", min_width="20em"),
        )
        left.layout = ipywidgets.Layout(flex="0 0 24em", padding="0 1em 0 0")
        self.widget = ipywidgets.HBox(
            [left, right], layout=ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
        )

    # What happens when something is switched

    def _ask(self) -> None:
        self.status.value = _status(_WORDS[self.lang]["working"])
        self._latest.ask(self.regime)

    def _find_values(self, regime: Regime) -> None:
        found = self.answers.values(regime)
        if self._latest.overtaken():
            return
        words = _WORDS[self.lang]
        shown = {name: amount(value, self.lang) for name, value in vars(found).items()}
        told = words["gain" if found.freed > 0 else "loss" if found.freed < 0 else "none"].format(
            units=self._units, less=amount(-found.freed, self.lang), **shown
        )
        reservation = words["honest"] + (words["assumed"] if self._look["assumptions"] else "")
        self.values, self.money = found, None
        self.headline.value = (
            '<p style="font-size:1.15em;font-weight:600;line-height:1.35;margin:0 0'
            f' .3em">{html.escape(told)}</p><p'
            f' style="line-height:1.35;margin:0">{html.escape(reservation)}</p>'
        )
        self.details.value = ""
        self.status.value = _status(words["working_money"])
        self.homes_picture.value = self._picture(self._homes)

    def _find_money(self, regime: Regime) -> None:
        found = self.answers.money(regime)
        if self._latest.overtaken():
            return
        words = _WORDS[self.lang]
        self.money = found
        small = 1e-6 * max(1.0, found.budget_eur)
        if found.needed_eur is None:
            told = words["out_of_reach"]
        else:
            shown = {
                name.removesuffix("_eur"): amount(
                    0.0 if abs(value or 0.0) < small else value, self.lang, "eur"
                )
                for name, value in vars(found).items()
                if name.endswith("_eur")
            }
            told = words["spent"].format(**shown)
        self.details.value = f'<p style="line-height:1.35;margin:.4em 0 0">{html.escape(told)}</p>'
        self.money_picture.value = "" if found.needed_eur is None else self._picture(self._money)
        self.status.value = _status(words["done"])

    def _say_failed(self, regime: Regime, error: Exception) -> None:
        self.values = self.money = None
        for one in (self.headline, self.details, self.homes_picture, self.money_picture):
            one.value = ""
        self.status.value = _status(_WORDS[self.lang]["failed"].format(error=error))
        if not isinstance(error, OntschottingError):
            raise error  # a fault of the library: its place must be seen

    # The charts

    def _homes(self) -> Axes:
        from ontschotting.charts.comparison.outcomes_per_year import outcomes_per_year_chart

        assert self.values is not None
        worlds = annual_values(
            self.case,
            {
                "current": self.values.current,
                "awarded" if self.awarded.value else "free": self.values.lifted,
            },
            self.lang,
        )
        return outcomes_per_year_chart(
            worlds, target=annual_target(self.case), units=self._units, **self._look
        )

    def _money(self) -> Axes:
        from ontschotting.charts.comparison.money import money_chart

        assert self.money is not None
        return money_chart(money_frame(self.money), **self._look)

    def _picture(self, draw: Callable[[], Axes]) -> str:
        """A chart as a picture with its alternative text."""
        from matplotlib.figure import Figure

        from ontschotting.charts.save import as_html

        figure = draw().figure
        assert isinstance(figure, Figure)
        return f'<div style="margin:.5em 0">{as_html(figure)}</div>'


def what_if(
    case: Case, regime: Regime = INTEGRAL, *, lang: str = "nl", solver: SolverChoice = "highs"
) -> WhatIf:
    """A panel for a notebook.

    Walls as switches, the free share and the level to which money is widened as sliders, and the
    headline and charts following.

    The value comes first and where the money sits after it. Each choice is solved once and
    remembered, in the background: what is asked while it works replaces what was still waiting.
    Every number is a certified optimum, the same as `compare` gives. Cut out a region to play with:
    ``on.what_if(case.only(housing_deal_region="Regio Foodvalley"))``.

    Args:
        regime: Where the switches stand at first. One lift; its streams, purposes and cut stay as
            they are

    Raises:
        QuestionError: When ipywidgets is missing, and for a regime that does not fit the case or is
            more than one lift.
    """
    try:
        import ipywidgets  # noqa: F401
    except ImportError as error:
        raise QuestionError(
            "what_if | the panel needs ipywidgets, and it is not installed. Install it with `pip"
            " install 'ontschotting[lab]'` and start the notebook again."
        ) from error
    return WhatIf(case, regime, lang, PanelAnswers(case, solver))


def _one_lift(regime: Regime) -> Lift:
    if len(regime.lifts) > 1:
        raise QuestionError(
            f"what_if | the regime is a sum of {len(regime.lifts)} lifts; the panel shows one."
            " Start from one of them, or ask `compare` for the sum."
        )
    return regime.lifts[0] if regime.lifts else Lift(frozenset())


def _heading(ipywidgets: Any, text: str) -> Any:
    return ipywidgets.HTML(f'<p style="font-weight:600;margin:.4em 0 0">{html.escape(text)}</p>')


def _status(text: str) -> str:
    return f'<p role="status" style="margin:.3em 0 0;opacity:.85">{html.escape(text)}</p>'
