"""Build the widgets of the panel: the controls on the left and the answer on the right."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from ontschotting.case.case import Case
from ontschotting.regime.lifts import WALLS, Lift
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words, wall_words

SWITCHES = tuple(wall for wall in WALLS if wall != "area")
"""Walls with a switch; that of the area is lifted by choosing a level."""


@dataclass(frozen=True)
class Controls:
    """What the analyst can change.

    Attributes:
        switches: A checkbox per wall
        share: The free share of the money
        level: The level to which money may go; empty where it may go today
        awarded: Whether awarded money is lifted too
    """

    switches: dict[str, Any]
    share: Any
    level: Any
    awarded: Any

    @property
    def widgets(self) -> list[Any]:
        """Return every control."""
        return [*self.switches.values(), self.share, self.level, self.awarded]

    def lift(self, start: Lift) -> Lift:
        """Return what the controls ask for; streams, purposes and cut stay those of `start`."""
        walls = frozenset(wall for wall, switch in self.switches.items() if switch.value)
        level = self.level.value or None
        return Lift(
            walls=walls | ({"area"} if level else set()),
            level=level,
            streams=start.streams,
            purposes=start.purposes if "purpose" in walls else None,
            free_share=round(self.share.value, 4),
            cut=start.cut,
            awarded=self.awarded.value,
        )


@dataclass(frozen=True)
class Display:
    """What the panel shows, each as HTML.

    Attributes:
        headline: What the choice adds
        outcomes_chart: Units a year within the walls and with this choice
        details: Where the money sits
        money_chart: The same as a chart
        status: Whether the panel is working
    """

    headline: Any
    outcomes_chart: Any
    details: Any
    money_chart: Any
    status: Any

    @property
    def answer(self) -> list[Any]:
        """Return the parts of the answer, in order."""
        return [self.headline, self.outcomes_chart, self.details, self.money_chart]

    def show_headline(self, sentence: str, caveat: str) -> None:
        """Show what the choice adds.

        Args:
            sentence: The headline
            caveat: What it is not
        """
        self.headline.value = (
            '<p style="font-size:1.15em;font-weight:600;line-height:1.35;margin:0 0'
            f' .3em">{html.escape(sentence)}</p><p'
            f' style="line-height:1.35;margin:0">{html.escape(caveat)}</p>'
        )

    def show_details(self, sentence: str) -> None:
        """Show where the money sits."""
        self.details.value = (
            f'<p style="line-height:1.35;margin:.4em 0 0">{html.escape(sentence)}</p>'
        )

    def show_status(self, text: str) -> None:
        """Show whether the panel is working."""
        self.status.value = (
            f'<p role="status" style="margin:.3em 0 0;opacity:.85">{html.escape(text)}</p>'
        )

    def clear(self) -> None:
        """Remove the answer, so that no number of an earlier choice stays."""
        for part in self.answer:
            part.value = ""


def build_controls(case: Case, lang: str, start: Lift) -> Controls:
    """Build the controls, set to a lift.

    Args:
        case: The case, for its levels
        lang: `nl` or `en`
        start: Where the controls stand at first
    """
    import ipywidgets  # an extra that not everyone installs

    words, layout = texts("panel", lang), ipywidgets.Layout(width="auto")
    switches = {
        wall: ipywidgets.Checkbox(
            value=wall in start.walls,
            description=wall_words(wall, lang),
            indent=False,
            layout=layout,
        )
        for wall in SWITCHES
    }
    share = ipywidgets.FloatSlider(
        value=start.free_share,
        min=0.0,
        max=1.0,
        step=0.05,
        description=words["share"],
        readout_format=".0%",
    )
    level = ipywidgets.Dropdown(
        options=_level_options(case, lang), value=start.level or "", description=words["level"]
    )
    awarded = ipywidgets.Checkbox(
        value=start.awarded, description=words["awarded"], indent=False, layout=layout
    )
    for control in (share, level):
        control.style.description_width, control.layout.width = "8em", "97%"
    return Controls(switches, share, level, awarded)


def _level_options(case: Case, lang: str) -> list[tuple[str, str]]:
    """Return the levels to which money may go, each as (name, level)."""
    words = texts("panel", lang)
    # `national` is the whole of the case, which may be a part that was cut out of a larger one
    names = {"national": words["anywhere"]}
    options = [
        (names.get(level) or level_words(level, lang), level)
        for level in case.levels
        if level != "plan"
    ]
    return [(words["stays"], ""), *options]


def build_display() -> Display:
    """Build the empty parts of the answer."""
    import ipywidgets  # an extra that not everyone installs

    return Display(*(ipywidgets.HTML() for _ in range(5)))


def build_panel(controls: Controls, display: Display, lang: str) -> Any:
    """Build the panel from its controls and its display.

    Args:
        controls: What stands on the left
        display: What stands on the right
        lang: `nl` or `en`
    """
    import ipywidgets  # an extra that not everyone installs

    words = texts("panel", lang)

    def heading(text: str) -> Any:
        return ipywidgets.HTML(
            f'<p style="font-weight:600;margin:.4em 0 0">{html.escape(text)}</p>'
        )

    left = ipywidgets.VBox(
        [
            heading(words["walls"]),
            *controls.switches.values(),
            heading(words["money"]),
            controls.share,
            controls.level,
            controls.awarded,
        ],
        layout=ipywidgets.Layout(flex="0 0 24em", padding="0 1em 0 0"),
    )
    right = ipywidgets.VBox(
        [*display.answer, display.status],
        layout=ipywidgets.Layout(flex="1 1 24em", min_width="20em"),
    )
    return ipywidgets.HBox(
        [left, right], layout=ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
    )
