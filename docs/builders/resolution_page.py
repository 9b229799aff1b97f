"""Builds the text and the chart of docs/resolution.md and docs/hopen-en-projecten.md.

The sentences (`resolution_nl.txt`, `resolution_en.txt`) fit a table in which the walls hold back
little however heaps are split; another table is refused, and so is one of another case.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
from matplotlib.axes import Axes

import ontschotting as on
from docs.builders.resolution_split import (
    INHABITANTS,
    LARGE,
    LEAST_HOMES,
    ROUNDS,
    SMALL,
    YEARS,
    accounting_eur,
    granted,
    inhabitants,
    netherlands,
    published_deficits,
    published_sizes,
    recipients,
    single_projects,
)
from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import FILLS, GREY, INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount, number, rounded_count

TABLE = "resolution.csv"
MINUTES = 12
"""Of one core, to compute everything."""
TEMPLATES = Path(__file__).parent
LITTLE = 0.005
"""The part of the homes up to which the page calls a number small."""
SAME = 0.5
"""Homes: less is called none."""
RANGE_DRAWS = 40
"""From so many draws on a row shows 5%, half and 95%; with fewer lowest, middle and highest."""
WIDE, FULL = (0.05, 0.5, 0.95), (0.0, 0.5, 1.0)
DIVISIBLE = (
    "heaps_drawn",
    "two",
    "four",
    "six",
    "large",
    "small",
    "large_even",
    "large_spread",
    "large_thresholds",
)
WHOLE = "large_whole"
FIXED = "large_fixed"

Points = tuple[float, float, float]

NAMES = {
    "nl": {
        "heaps": "hopen, zoals de casus ze heeft",
        "heaps_drawn": "één project per hoop",
        "two": "twee projecten per hoop",
        "four": "vier projecten per hoop",
        "six": "zes projecten per hoop",
        "large": "grootte van de Woningbouwimpuls",
        "small": "grootte van de Startbouwimpuls",
        "large_even": "Woningbouwimpuls, gelijke tekorten",
        "large_spread": "Woningbouwimpuls, rondes uitgesmeerd",
        "large_thresholds": "Woningbouwimpuls, met drempels",
        "large_whole": "Woningbouwimpuls, hele projecten",
        "large_fixed": "Woningbouwimpuls, hoogste vaste kosten",
    },
    "en": {
        "heaps": "heaps, as the case has them",
        "heaps_drawn": "one project per heap",
        "two": "two projects per heap",
        "four": "four projects per heap",
        "six": "six projects per heap",
        "large": "size of the Woningbouwimpuls",
        "small": "size of the Startbouwimpuls",
        "large_even": "Woningbouwimpuls, equal deficits",
        "large_spread": "Woningbouwimpuls, rounds spread out",
        "large_thresholds": "Woningbouwimpuls, with thresholds",
        "large_whole": "Woningbouwimpuls, whole projects",
        "large_fixed": "Woningbouwimpuls, highest fixed costs",
    },
}
WORDS = {
    "nl": {
        "title": "Ook met verzonnen projecten houden schotten weinig woningen tegen",
        "subtitle": (
            "Woningen die vrijkomen, van ongeveer {value} in de provincie Utrecht. Balk: 5% tot"
            " 95% van {draws} trekkingen; witte balk: alle, waar het er minder zijn; streep: de"
            " middelste. Projecten zijn synthetisch; stippellijn: de hopen van de casus"
        ),
        "alt": "{name}: 5% {low}, middelste {half}, 95% {high}.",
        "alt_few": "{name} ({draws} trekkingen): laagste {low}, middelste {half}, hoogste {high}.",
        "whole": (
            "Van hele projecten houden de schotten in {draws} trekkingen {least} tot {most}"
            " woningen tegen."
        ),
        "whole_none": (
            "Van hele projecten houden de schotten in geen van {draws} trekkingen een woning tegen."
        ),
        "blank": "niet berekend",
    },
    "en": {
        "title": "With synthetic projects too, walls hold back few homes",
        "subtitle": (
            "Homes freed, of some {value} in the province of Utrecht. Bar: 5% to 95% of {draws}"
            " draws; white bar: all, where there are fewer; line: the middle one. Projects are"
            " synthetic; dotted: the heaps of the case"
        ),
        "alt": "{name}: 5% {low}, middle {half}, 95% {high}.",
        "alt_few": "{name} ({draws} draws): lowest {low}, middle {half}, highest {high}.",
        "whole": "Of whole projects the walls hold back {least} to {most} homes in {draws} draws.",
        "whole_none": "Of whole projects the walls hold back no home in any of {draws} draws.",
        "blank": "not computed",
    },
}


def read_table(path: Path) -> pl.DataFrame:
    """Return the table of draws.

    Raises:
        ValueError: It was computed from another case.
    """
    table = pl.read_csv(path)
    fingerprint = netherlands().program_fingerprint
    if table["program_fingerprint"].unique().to_list() != [fingerprint]:
        raise ValueError(
            f"{path.name} | it was computed from another case than the one that is bundled. Run"
            " python -m docs.builders.resolution_study."
        )
    return table


def has_range(table: pl.DataFrame, name: str) -> bool:
    """Tell whether a setting was drawn often enough to show 5% and 95%."""
    return table.filter(setting=name).height >= RANGE_DRAWS


def ends_of(
    table: pl.DataFrame, name: str, measure: str, points: Points | None = None
) -> tuple[float, float, float] | None:
    """Return the low end, middle and high end of a setting; None where it was not computed.

    Args:
        table: The draws
        name: The setting
        measure: Its column
        points: Which; by default 5%, half and 95%, or the extremes where the draws are few
    """
    values = table.filter(setting=name)[measure].drop_nulls()
    if values.is_empty():
        return None
    points = points or (WIDE if has_range(table, name) else FULL)
    low, half, high = (float(values.quantile(point, "linear") or 0.0) for point in points)
    return low, half, high


def _extremes(table: pl.DataFrame, name: str, measure: str) -> tuple[float, float, float]:
    """Return the lowest, middle and highest draw of what the page cannot do without."""
    ends = ends_of(table, name, measure, FULL)
    if ends is None:
        raise ValueError(f"{TABLE} | {measure} of {name} is blank in every draw.")
    return ends


@in_default_style
def chart(table: pl.DataFrame, lang: str) -> Axes:
    """Draw what the walls hold back in each way to split: its range, and the middle draw."""
    words = WORDS[lang]
    names = [name for name in NAMES[lang] if ends_of(table, name, "freed") is not None]
    ends = {name: ends_of(table, name, "freed") or (0.0, 0.0, 0.0) for name in names}
    most = max(high for _, _, high in ends.values())
    heaps = ends["heaps"][1]
    ax = open_axes(None, 2.0 + 0.34 * len(names))
    ax.axvline(heaps, color=GREY, linewidth=1.0, linestyle=":")
    alt = []
    for y, (name, (low, half, high)) in enumerate(ends.items()):
        fill = FILLS["low" if has_range(table, name) else "open"]
        ax.barh(y, high - low, left=low, height=0.5, linewidth=0.6, **fill)
        ax.plot([half] * 2, [y - 0.34, y + 0.34], color=INK, linewidth=2, solid_capstyle="butt")
        shown = [_count(each, lang) for each in (low, half, high)]
        if name == "heaps":
            label = shown[1]
            alt.append(f"{NAMES[lang][name]}: {label}.")
        else:
            label = " · ".join(shown)
            named = dict(zip(("low", "half", "high"), shown, strict=True))
            told = words["alt" if has_range(table, name) else "alt_few"]
            draws = table.filter(setting=name).height
            alt.append(told.format(name=NAMES[lang][name], draws=draws, **named))
        write_label(ax, high + 0.02 * most, y, label, fontsize=8, bbox={**WHITE_BOX, "pad": 1.0})
    label_bars(ax, [NAMES[lang][name] for name in names])
    ax.set_xlim(0, 1.02 * most)
    format_count_axis(ax.xaxis, lang)
    value = float(table.filter(setting="heaps")["value_current"].item())
    subtitle = words["subtitle"].format(value=rounded_count(value, lang), draws=RANGE_DRAWS)
    texts = ChartTexts(words["title"], subtitle, " ".join([f"{words['title']}.", *alt]))
    source = netherlands().title_in(lang)
    return apply_style(ax, texts, source=source, lang=lang, assumptions=True)


def draw_chart(table: pl.DataFrame, folder: Path) -> None:
    """Draw the chart into `img`, in both languages."""
    for lang in WORDS:
        on.save(chart(table, lang), folder / "img" / f"resolution-{lang}", for_="word")


def text(table: pl.DataFrame, lang: str) -> str:
    """Return the page in a language.

    Raises:
        ValueError: The sentences do not fit the table.
    """
    _check(table)
    template = TEMPLATES.joinpath(f"resolution_{lang}.txt").read_text(encoding="utf-8")
    about = table.row(0, named=True)
    return template.format(
        chart_alt=chart(table, lang).get_label(),
        rows="\n".join(_row(table, name, lang) for name in NAMES[lang]),
        seed=about["seed"],
        fingerprint=about["program_fingerprint"][:12],
        version=about["version"],
        **_answer(table, lang),
        **_steps(table, lang),
        **_fixed(table, lang),
        **_published(lang),
    )


def _row(table: pl.DataFrame, name: str, lang: str) -> str:
    """Return a way to split with its measures; a blank is what was not computed."""
    rows = table.filter(setting=name)
    value = ends_of(table, name, "value_current")
    cells = [
        NAMES[lang][name],
        number(rows.height, lang),
        number(float(rows["projects"].median() or 0), lang),
        WORDS[lang]["blank"] if value is None else number(value[1], lang),
    ]
    for measure, scale in (("freed", 1.0), ("blocked_eur", 1e6), ("own_tied_eur", 1e6)):
        ends = ends_of(table, name, measure)
        if ends is None:
            cells.append(WORDS[lang]["blank"])
            continue
        shown = [_short(each / scale, lang, scale) for each in ends]
        few = "" if has_range(table, name) else " *"
        cells.append(shown[1] if name == "heaps" else " · ".join(shown) + few)
    return f"| {' | '.join(cells)} |"


def _answer(table: pl.DataFrame, lang: str) -> dict[str, str]:
    """Return the numbers of the answer."""
    heaps = table.filter(setting="heaps").row(0, named=True)
    ends = [_extremes(table, name, "freed") for name in DIVISIBLE]
    ranges = [ends_of(table, name, "freed") or (0.0, 0.0, 0.0) for name in DIVISIBLE]
    own = [_extremes(table, name, "own_tied_eur") for name in DIVISIBLE]
    whole = table.filter(pl.col("setting") == WHOLE)["freed"].drop_nulls().to_list()
    least, most = min(whole), max(whole)
    sentence = WORDS[lang]["whole" if most >= SAME else "whole_none"]
    return {
        "heaps_freed": _count(heaps["freed"], lang),
        "heaps_lifted": number(heaps["value_lifted"], lang),
        "heaps_value": number(heaps["value_current"], lang),
        "heaps_share": _share(heaps["freed"] / heaps["value_lifted"], lang),
        "range_draws": number(RANGE_DRAWS, lang),
        "divisible_draws": number(table.filter(pl.col("setting").is_in(DIVISIBLE)).height, lang),
        "low_half": _count(min(half for _, half, _ in ends), lang),
        "high_half": _count(max(half for _, half, _ in ends), lang),
        "low_range": _count(min(low for low, _, _ in ranges), lang),
        "high_range": _count(max(high for _, _, high in ranges), lang),
        "low": _count(min(low for low, _, _ in ends), lang),
        "high": _count(max(high for _, _, high in ends), lang),
        "high_share": _share(most_share(table), lang),
        "own_low": _count(min(low for low, _, _ in own) / 1e6, lang),
        "own_high": _count(max(high for _, _, high in own) / 1e6, lang),
        "own_heaps": _count(heaps["own_tied_eur"] / 1e6, lang),
        "whole_sentence": sentence.format(
            draws=number(len(whole), lang), least=_count(least, lang), most=_count(most, lang)
        ),
    }


def most_share(table: pl.DataFrame) -> float:
    """Return the most that is freed in any draw, as a part of the homes without walls."""
    return max(
        _extremes(table, name, "freed")[2] / _extremes(table, name, "value_lifted")[1]
        for name in (*DIVISIBLE, WHOLE)
    )


def _steps(table: pl.DataFrame, lang: str) -> dict[str, str]:
    """Return what each step changes."""

    def half(name: str, measure: str) -> float:
        return _extremes(table, name, measure)[1]

    return {
        "drawn_half": _count(half("heaps_drawn", "freed"), lang),
        "even_half": _count(half("large_even", "freed"), lang),
        "large_half": _count(half("large", "freed"), lang),
        "threshold_half": _count(half("large_thresholds", "freed"), lang),
        "small_value": number(half("small", "value_current"), lang),
        "large_value": number(half("large", "value_current"), lang),
        "whole_value": number(half(WHOLE, "value_current"), lang),
    }


def _fixed(table: pl.DataFrame, lang: str) -> dict[str, str]:
    """Return the fixed costs: what is published in plain arithmetic, and what the draws give.

    A search that stops at a gap g proves V ≤ v · (1 + g).
    """
    rows = table.filter(setting=FIXED).drop_nulls("value_lifted")
    gap = float(rows["gap"][0])
    pairs = rows.select("value_current", "value_lifted").rows()
    return {
        "gap": amount(gap, lang, "share"),
        "fixed_draws": number(rows.height, lang),
        "fixed_low": number(min(current for current, _ in pairs), lang),
        "fixed_high": number(max(current for current, _ in pairs) * (1 + gap), lang),
        "fixed_freed_high": _count(
            max(lifted * (1 + gap) - current for current, lifted in pairs), lang
        ),
    }


def _published(lang: str) -> dict[str, str]:
    """Return what was published and what the case holds."""
    case = netherlands().only(province="Utrecht")
    own = case.streams.filter(pl.col("counts_as_cofinancing").fill_null(False))
    total = float(case.budgets["amount_eur"].sum())
    state = float(case.budgets.join(own, on="stream", how="anti")["amount_eur"].sum())
    people = inhabitants()
    fixed_all = (
        YEARS
        * accounting_eur()
        * sum(people[town] for town in case.regions["region"])
        / INHABITANTS
    )
    rounds = case.budgets.filter(pl.col("stream").is_in(list(ROUNDS)))
    amounts = rounds.group_by("stream").agg(pl.col("amount_eur").sum())
    first_six = tuple(name for names in ROUNDS.values() for name in names if name != "7")
    deficit = case.costs.filter(purpose="land")["eur_per_unit"].item()
    priced = [eur for _, eur in single_projects() if eur is not None]
    locations, homes = granted("wokt", ("2022-1+2",))
    spread = published_deficits()
    return {
        "province": "Utrecht",
        "towns": number(case.regions.height, lang),
        "planned": rounded_count(float(case.plans["capacity_units"].sum()), lang),
        "own_money": amount(total - state, lang, "eur"),
        "money": amount(total, lang, "eur"),
        "years": number(YEARS, lang),
        "minutes": number(MINUTES, lang),
        "fixed_published": amount(accounting_eur(), lang, "eur"),
        "fixed_each": amount(YEARS * accounting_eur(), lang, "eur"),
        "fixed_all": amount(fixed_all, lang, "eur"),
        "fixed_share": amount(fixed_all / state, lang, "share"),
        "singles": number(len(single_projects()), lang),
        "priced": number(len(priced), lang),
        "large_size": _average(LARGE, lang),
        "small_size": _average(SMALL, lang),
        "large_projects": number(granted(LARGE, first_six)[0], lang),
        "small_projects": number(granted(SMALL, ("1",))[0], lang),
        "spread_low": number(min(spread), lang, 1),
        "spread_high": number(max(spread), lang, 1),
        "deficit": amount(float(deficit), lang, "eur"),
        "recipients": number(sum(recipients(*row) for row in amounts.iter_rows()), lang),
        "least_small": number(min(small for small, _ in LEAST_HOMES.values()), lang),
        "least_large": number(max(large for _, large in LEAST_HOMES.values()), lang),
        "location_size": rounded_count(homes / locations, lang),
    }


def _average(scheme: str, lang: str) -> str:
    sizes = published_sizes(scheme)
    return rounded_count(sum(sizes) / len(sizes), lang)


def _check(table: pl.DataFrame) -> None:
    """Refuse a table that does not bear out the sentences of the page."""
    small, whole, large = (
        _extremes(table, name, "value_current")[1] for name in ("small", WHOLE, "large")
    )
    heaps = float(table.filter(setting="heaps")["value_current"].item())
    wrong = {
        "the walls hold back more than little": most_share(table) > LITTLE,
        "smaller projects do not fund more homes": small <= heaps,
        "whole projects do not cost more homes than walls do": large - whole
        <= most_share(table) * large,
    }
    problems = [problem for problem, is_so in wrong.items() if is_so]
    if problems:
        raise ValueError(
            f"resolution | the sentences of the page no longer fit its table: {problems}. Word"
            " them again in docs/builders/resolution_*.txt."
        )


def _count(value: float, lang: str) -> str:
    return number(value, lang)


def _short(value: float, lang: str, scale: float) -> str:
    return number(value, lang, 0 if scale == 1.0 or value >= 10 else 1)


def _share(share: float, lang: str) -> str:
    return f"{number(100 * share, lang, 2)}%"
