"""The page docs/ranges-nederland.md as text, from the tables beside it.

The sentences are written for a case whose central data free nothing, and refuse another one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from docs.builders.ranges_charts import INPUTS
from ontschotting.words.numbers import amount

Rows = list[dict[str, str]]

COUNT = ("no", "one", "two", "three", "four", "five", "six")

PAGE = """# Ranges for the Netherlands

Written by `python -m docs.builders.ranges_of_nederland`, from the tables that it computes \
(`ranges-nederland-*.csv`, beside this page); no number here is typed. What the margins in the \
tables of `nederland` (2026–2030) do to its
headline, for the widest question the case is asked: the preset `integral` with awarded money \
lifted too, that is, *what if the same money had come without the walls of purpose, period and \
stacking*. All numbers are
homes of five years together, unless they say euros.

**On central data these walls free nothing, and that is not robust**: {within_words}, each alone \
and inside its own margin, would make it free something.

Fingerprint of the case: `{fingerprint}`. A test fails when the bundled case has another one; then \
this page is stale and is to be made again.

## Over draws

<!-- skip: next "minutes of work on the whole country" -->

```sh
ontschotting sweep nederland --awarded --draws {draws} --seed {seed} --no-swings --json --measures \
{measures}
```

| measure | central data | 5 % | half | 95 % |
|---|---|---|---|---|
{draw_rows}

Euros are rounded to three digits. In brackets what {draws} draws leave uncertain about each \
quantile: with at least {certainty} certainty the interval holds the quantile that endlessly many \
such draws would have. It follows
from the order of the draws alone, whatever their distribution, and it says nothing about whether \
the margins are right.

In {free} of the {draws} draws ({share}; {share_least} to {share_most} with {certainty} certainty, \
binomial) these walls free more than noise, a ten-thousandth of the result; the most in any draw \
is {freed_most} homes. The draws are triangular between
low and high, each group by itself: that is a convention, not a measured probability, and a share \
of draws is no probability that walls matter. Quantiles of two measures do not add up.
The draws themselves are in `ranges-nederland-each-draw.csv`.

![{fan}](img/ranges-fan-en.png)

## The bound, and what makes each corner

<!-- skip: next "minutes of work on the whole country" -->

```sh
ontschotting bounds nederland --awarded --json
```

| data | within the walls | without these walls | gain |
|---|---|---|---|
{bound_rows}

`least` takes today's world on its most favourable data and the lifted world on its least \
favourable; `most` the other way round, so every end below is turned round. The two worlds of a \
corner
do not share their data: they are limits, not scenarios.

| group of inputs | low | value | high | today's world in `least` | lifted world in `least` |
|---|---|---|---|---|---|
{corner_rows}

Low, value and high are the totals of amounts and plans, otherwise the mean of the rows of a group.

## One set of data for both worlds

The bound lets the two worlds have different data. Here both have the same: first with all margins \
at one end, then at the corners that a search found.

| measure | central data | all margins favourable | all margins unfavourable |
|---|---|---|---|
{end_rows}

| sought | found | homes within the walls | without these walls | freed | sets of data looked at |
|---|---|---|---|---|---|
{searched_rows}

**Each of these is attained, and none is a bound.** From all margins {starts} each group in turn \
goes to its other end and stays there where the measure gains by it, until no single move gains. \
So the true extreme is at
least as far out. It may lie further: these measures are not monotone in the inputs, of the \
{every} corners a few dozen were looked at, and no point between them. What walls free on one set \
of data lies, at its
most, between {freed_found} (found) and {most} homes (the bound). The least that walls can free, \
block or ask for on top is zero, and the central data attain it. A corner puts every input at an \
end at once: it is no scenario.

| group of inputs | {searched_heads} |
|---|{searched_lines}
{searched_corners}

`value` is a group without a margin on that side. A group that stands where the search began may \
be there because its move changed nothing.

## One group of inputs at a time

What one group does to the gain at its low and at its high end, and to the result within the \
walls, with the rest at its central value.

| group of inputs | gain, low | gain, high | within the walls, low | within the walls, high |
|---|---|---|---|---|
{swing_rows}

{still} of the {groups} groups move the gain at neither end; they are in \
`ranges-nederland-swings.csv` too.

![{tornado}](img/ranges-swings-en.png)

## How far each input must move, alone

<!-- skip: next "minutes of work on the whole country" -->

```sh
ontschotting switching-values nederland --awarded --json
```

The conclusion on central data is that these walls free nothing. Each group moves towards its low \
or high end and on, to {reach} times its margin or to zero, the rest at its central value. A flip \
is located to {precision} of a
margin: it lies at most so much nearer than is told here.

| group of inputs | towards | flips at | in margins | looked as far as | proven |
|---|---|---|---|---|---|
{flip_rows}

### Money that is not granted yet

The same with the walls of granted money left standing \
(`ontschotting switching-values nederland --json`). \
{not_granted_said} Those that flip:

| group of inputs | towards | flips at | in margins | with granted money lifted too |
|---|---|---|---|---|
{not_granted_rows}

The smaller lift can free no more, so nothing flips nearer than above. How much it frees is \
another matter: with all margins unfavourable {not_granted_freed} homes, against {unfavourable} \
when granted money is
lifted too.

A number of margins up to 1 lies within the margin of the tables, above 1 beyond it. *Proven*: \
nothing flips nearer, or anywhere as far as was looked; where it says no, only the positions that
were solved speak.

![{flips}](img/ranges-flips-en.png)

## What may be said, and what not

- "On central data these walls free nothing: building capacity ({capacity} homes a year) is \
reached with the walls." True, and **not robust**: {within_words} flip it, each alone and inside \
its own margin.
  {within_told} All of these are assumptions. Beyond its margin: {beyond_told}.
- "No single stream of state money flips it, at any amount that was looked at": true one stream at \
a time and proven, not for several at once.
- "At the unfavourable end of all margins together {unfavourable} homes are freed; over the draws \
the middle is {median}." The median is no estimate of what walls cost.
- Not: "the walls cost nothing". The bound runs from {least} to {most}: by itself it decides \
nothing, because the margins move the data by more than the walls do.
- Not: "in so many per cent of cases walls matter". The share of draws is a share of draws.
- Not: a flip as a forecast, or two flips added up. Inputs that move together can flip it sooner: \
none of these numbers says how much.
- What has no margin does not move: the split of homes with and without a land deficit, the years \
between payment and delivery, dropout apart from its effect on plans, and every rule. The two
  published readings of land deficits are other cases, in `variants`.
- Not: what a search over corners found as the most that can be: it is the most that was found.
"""


def text(folder: Path) -> str:
    """The page."""
    told = {row["key"]: row["value"] for row in _rows(folder, "about")}
    drawn, draws = _rows(folder, "each-draw"), _rows(folder, "draws")
    ends = {row["data"]: row for row in _rows(folder, "bounds")}
    corners, swings, flips = (_rows(folder, name) for name in ("corners", "swings", "flips"))
    flipped = [row for row in flips if row["margins"]]
    within, beyond = (
        [row for row in flipped if (float(row["margins"]) <= 1) == inside]
        for inside in (True, False)
    )
    capacity = next(
        float(row["value"]) for row in flips if row["group"] == "limits.max_units: max_units"
    )
    searched, starts = (
        _rows(folder, "searched"),
        {row["data"]: row for row in _rows(folder, "ends")},
    )
    not_granted = [row for row in _rows(folder, "flips-not-granted") if row["margins"]]
    _check(told, draws, ends, flips, within, beyond, capacity)
    _check_searched(ends, searched, starts, flipped, not_granted)
    moving = [
        row
        for row in swings
        if max(abs(float(row[end]) - float(row["central"])) for end in ("low", "high")) > 0
    ]
    certainty, free = f"{100 * float(told['certainty']):.0f} %", int(told["draws_that_free"])
    return PAGE.format(
        fingerprint=told["fingerprint"],
        draws=told["draws"],
        seed=told["seed"],
        measures=",".join(row["measure"] for row in draws),
        certainty=certainty,
        draw_rows=_lines(_draw_row(row) for row in draws),
        free=free,
        share=_share(free / len(drawn)),
        share_least=_share(told["share_least"]),
        share_most=_share(told["share_most"]),
        freed_most=_whole(max(float(row["freed"]) for row in drawn)),
        fan=_alternative(folder, "fan"),
        tornado=_alternative(folder, "swings"),
        flips=_alternative(folder, "flips"),
        bound_rows=_lines(
            f"| {data} | {_whole(row['current_value'])} | {_whole(row['lifted_value'])} |"
            f" {_whole(row['gain'])} |"
            for data, row in ends.items()
        ),
        corner_rows=_lines(_corner_row(row) for row in corners),
        swing_rows=_lines(_swing_row(row) for row in moving),
        still=_word(len(swings) - len(moving)).capitalize(),
        groups=_word(len(swings)),
        reach=_plain(max(float(row["searched_margins"]) for row in flips)),
        precision=_plain(told["precision_margins"]),
        flip_rows=_lines(_flip_row(row) for row in flips),
        within_words=f"{_word(len(within))} inputs",
        within_told=" ".join(_flip_told(row, float(told["precision_margins"])) for row in within),
        beyond_told="; ".join(
            f"{INPUTS[row['group']]['en']}, at {float(row['margins']):.2f} margins"
            f" ({_percent(row['move'])})"
            for row in beyond
        ),
        capacity=_whole(capacity),
        end_rows=_lines(_end_row(row["measure"], starts) for row in draws),
        searched_rows=_lines(_searched_row(row) for row in searched),
        starts=" or ".join(dict.fromkeys(row["start"] for row in reversed(searched))),
        every=_whole(2 ** len(corners)),
        freed_found=_whole(searched[0]["found"]),
        searched_heads=" | ".join(_sought(row) for row in searched),
        searched_lines="---|" * len(searched),
        searched_corners=_lines(
            f"| `{row['group']}` | {' | '.join(one[row['group']] for one in searched)} |"
            for row in corners
        ),
        not_granted_freed=_whole(
            next(
                row["gain"]
                for row in _rows(folder, "bounds-not-granted")
                if row["data"] == "unfavourable"
            )
        ),
        not_granted_said=_not_granted_said(flipped, not_granted),
        not_granted_rows=_lines(_not_granted_row(row, flipped) for row in not_granted),
        unfavourable=_whole(ends["unfavourable"]["gain"]),
        median=_whole(next(row["p50"] for row in draws if row["measure"] == "freed")),
        least=_whole(ends["least"]["gain"]),
        most=_whole(ends["most"]["gain"]),
    )


def _check(
    told: dict[str, str],
    draws: Rows,
    ends: dict[str, dict[str, str]],
    flips: Rows,
    within: Rows,
    beyond: Rows,
    capacity: float,
) -> None:
    """The sentences that the tables must bear out before they may be written."""
    current = float(ends["central"]["current_value"])
    years = current / capacity
    wrong = []
    if float(ends["central"]["gain"]) > float(told["noise"]) * current:
        wrong.append("central data free something")
    if any(row["draws"] != told["draws"] for row in draws):
        wrong.append("a measure does not exist in every draw")
    if abs(years - round(years)) > 1e-6:
        wrong.append("building capacity is not what binds on central data")
    if len(within) < 2 or not beyond or {row["group"] for row in (*within, *beyond)} - set(INPUTS):
        wrong.append("other inputs flip the conclusion than those that have words")
    if any(
        row["table"] == "budgets"
        and row["group"] != "own_money: amount_eur"
        and (row["margins"] or row["proven"] != "true")
        for row in flips
    ):
        wrong.append("a stream of state money flips it, or that none does is not proven")
    if wrong:
        raise ValueError(
            f"ranges | the sentences of the page no longer fit its tables: {'; '.join(wrong)}. Word"
            " them again in docs/builders/ranges_page.py."
        )


def _check_searched(
    ends: dict[str, dict[str, str]],
    searched: Rows,
    starts: dict[str, dict[str, str]],
    flipped: Rows,
    not_granted: Rows,
) -> None:
    """What a search found may not contradict what is proven, nor what it started from."""
    found = {(row["measure"], row["sense"]): row for row in searched}
    freed = float(found["freed", "most"]["found"])
    same = all(
        abs(float(starts[data]["freed"]) - float(ends[data]["gain"])) < 0.1
        for data in ("central", "favourable", "unfavourable")
    )
    nearer = [
        row["group"]
        for row in not_granted
        for one in flipped
        if (one["group"], one["toward"]) == (row["group"], row["toward"])
        and float(row["margins"]) < float(one["margins"]) - 1e-6
    ]
    if (
        not same
        or not float(ends["unfavourable"]["gain"]) <= freed <= float(ends["most"]["gain"])
        or nearer
        or {row["group"] for row in not_granted} - {row["group"] for row in flipped}
    ):
        raise ValueError(
            "ranges | what was searched, the bound and the flips contradict each other: they are of"
            " different cases. Run docs/builders/ranges_of_nederland.py again."
        )


def _end_row(measure: str, starts: dict[str, dict[str, str]]) -> str:
    show = _euros if measure.endswith("_eur") else _whole
    cells = [show(starts[data][measure]) for data in ("central", "favourable", "unfavourable")]
    return f"| `{measure}` | {' | '.join(cells)} |"


def _sought(row: dict[str, str]) -> str:
    return f"{row['sense']} `{row['measure']}`"


def _searched_row(row: dict[str, str]) -> str:
    show = _euros if row["measure"].endswith("_eur") else _whole
    cells = [_whole(row[f"at_{name}"]) for name in ("value_current", "value_lifted", "freed")]
    return f"| {_sought(row)} | {show(row['found'])} | {' | '.join(cells)} | {row['looked_at']} |"


def _not_granted_said(flipped: Rows, not_granted: Rows) -> str:
    """Whether the conclusion about what is not granted yet is as little robust."""
    inside = {
        name: {row["group"] for row in rows if float(row["margins"]) <= 1}
        for name, rows in (("all", flipped), ("open", not_granted))
    }
    told = (
        "The same inputs flip it inside their own margin"
        if inside["all"] == inside["open"]
        else (
            f"{_word(len(inside['open'])).capitalize()} of the {_word(len(inside['all']))} inputs"
            " flip it inside their own margin"
        )
    )
    return (
        f"On central data these walls free nothing either. {told}: that conclusion is not robust."
        if inside["open"]
        else (
            "On central data these walls free nothing either, and no input flips that inside its"
            " own margin."
        )
    )


def _not_granted_row(row: dict[str, str], flipped: Rows) -> str:
    wide = next(
        (one for one in flipped if (one["group"], one["toward"]) == (row["group"], row["toward"])),
        None,
    )
    return (
        f"| `{row['group']}` | {row['toward']} | {_percent(row['move'])} |"
        f" {float(row['margins']):.2f} | {'none' if wide is None else _percent(wide['move'])} |"
    )


def _draw_row(row: dict[str, str]) -> str:
    show = _euros if row["measure"].endswith("_eur") else _whole
    cells = (
        f"{show(row[name])} ({_between(show(row[f'{name}_least']), show(row[f'{name}_most']))})"
        for name in ("p05", "p50", "p95")
    )
    return f"| `{row['measure']}` | {show(row['central'])} | {' | '.join(cells)} |"


def _corner_row(row: dict[str, str]) -> str:
    show = _euros if row["column"] == "amount_eur" else _whole
    return (
        f"| `{row['group']}` | {show(row['low'])} | {show(row['value'])} | {show(row['high'])} |"
        f" {row['least_today']} | {row['least_lifted']} |"
    )


def _swing_row(row: dict[str, str]) -> str:
    cells = [_whole(row[name]) for name in ("low", "high", "current_low", "current_high")]
    return f"| `{row['group']}` | {' | '.join(cells)} |"


def _flip_row(row: dict[str, str]) -> str:
    move, margins = (
        (_percent(row["move"]), f"{float(row['margins']):.2f}") if row["margins"] else ("none", "–")
    )
    return (
        f"| `{row['group']}` | {row['toward']} | {move} | {margins} |"
        f" {_percent(row['searched_move'])} | {'yes' if row['proven'] == 'true' else 'no'} |"
    )


def _flip_told(row: dict[str, str], precision: float) -> str:
    """One flip in words, with how precisely it is known."""
    name, unit = INPUTS[row["group"]]["en"], INPUTS[row["group"]]["unit"]
    value, moved = float(row["value"]), float(row["value_at_flip"])
    near = abs(moved - value) / float(row["margins"]) * precision
    show = _euros if row["column"] == "amount_eur" else _whole
    unit = "" if row["column"] == "amount_eur" else f" {unit}"
    return (
        f"{name} at {show(moved)}{unit} instead of {show(value)} ({_percent(row['move'])}, to"
        f" within {show(near)}{unit})."
    )


def _rows(folder: Path, name: str) -> Rows:
    with (folder / f"ranges-nederland-{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _alternative(folder: Path, name: str) -> str:
    return " ".join((folder / "img" / f"ranges-{name}-en.txt").read_text(encoding="utf-8").split())


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)


def _whole(value: str | float) -> str:
    return f"{round(float(value)):,}".replace("-", "−")


def _euros(value: str | float) -> str:
    return amount(float(value), "en", "eur")


def _between(low: str, high: str) -> str:
    """Two ends, with the unit once where they share it."""
    number, _, unit = low.partition(" ")
    return f"{number} … {high}" if high.partition(" ")[2] == unit else f"{low} … {high}"


def _percent(value: str | float) -> str:
    return f"{100 * float(value):+.1f} %".replace("-", "−")


def _share(value: str | float) -> str:
    return f"{100 * float(value):.1f} %"


def _plain(value: str | float) -> str:
    return f"{float(value):g}"


def _word(count: int) -> str:
    return COUNT[count] if count < len(COUNT) else str(count)
