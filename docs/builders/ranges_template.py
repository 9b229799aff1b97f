"""The sentences of docs/ranges-nederland.md, with braces where its numbers come."""

from __future__ import annotations

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
ontschotting sweep nederland --awarded --draws {draws} --seed {seed} --no-tornado --json \
--measures {measures}
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
