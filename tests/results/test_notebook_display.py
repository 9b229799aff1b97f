"""How objects show themselves in a notebook.

One line as text, a table in the colours of the page as HTML, and a bar for long work.
"""

from __future__ import annotations

import html
import inspect
import pickle
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.regime.labels import regime_name
from ontschotting.results.result import Result
from ontschotting.support import progress
from ontschotting.words.html_tables import ROWS, first_rows_as_html, frame_as_html
from tests.results.test_result import answer

CASE = on.load_case("two-villages")
YEARS = on.load_case("two-villages-years")


@cache
def shown() -> dict[str, Any]:
    wide = CASE.with_table(
        "budgets",
        CASE.budgets.with_columns(
            (pl.col("amount_eur") * 0.9).alias("amount_eur_low"),
            (pl.col("amount_eur") * 1.1).alias("amount_eur_high"),
        ),
    )
    return {
        "case": CASE,
        "regime": on.INTEGRAL,
        "current": on.CURRENT,
        "allocation": answer("Allocation"),
        "comparison": answer("Comparison"),
        "attribution": answer("Attribution"),
        "choice": answer("Choice"),
        "prices": answer("ShadowPrices"),
        "explanation": answer("Explanation"),
        "gap": answer("TargetGap"),
        "free share": answer("FreeShare"),
        "bounds": on.bounds(wide),
        "swings": on.tornado(wide),
        "flips": on.switching_values(wide),
        "sweep": on.sweep(wide, draws=2, workers=1),
        "fragmentation": answer("Fragmentation"),
        "terms": answer("Conditions"),
        "years": on.year_rules(YEARS),
        "passport": on.passport("two-villages"),
    }


RESULTS = (
    "allocation",
    "comparison",
    "attribution",
    "choice",
    "prices",
    "explanation",
    "gap",
    "free share",
    "bounds",
    "swings",
    "flips",
    "sweep",
    "fragmentation",
    "terms",
    "years",
)
OTHERS = ("case", "regime", "current", "passport")


def test_the_names_are_those_shown() -> None:
    assert {*RESULTS, *OTHERS} == set(shown())


@pytest.mark.parametrize("name", [*RESULTS, *OTHERS])
def test_it_is_one_line_as_text_and_takes_the_colours_of_the_page(name: str) -> None:
    one = shown()[name]
    assert repr(one).startswith("<") and "\n" not in repr(one)
    page = one._repr_html_()
    ET.fromstring(f"<div>{page}</div>")
    assert not re.search(r"(?i)#[0-9a-f]{3,6}\b|rgb\(|color:|background|bgcolor", page)
    assert "e+0" not in page


@cache
def every_result() -> dict[str, Result]:
    """An answer of every kind: those that show themselves, and those on a map or over time."""
    more = {
        "per area": answer("ByArea"),
        "next euro": answer("NextEuro"),
        "course": on.cancellation(YEARS, "mobility", 2027),
        "back test": answer("BackTest"),
        "goals": on.goals(on.load_case("two-villages-water"), on.INTEGRAL),
        "closing": answer("Closing"),
        "limits": answer("BindingLimits"),
        "register": answer("StreamRegister"),
        "scenarios": answer("Scenarios"),
        "idle money": answer("IdleMoney"),
    }
    return {**{name: shown()[name] for name in RESULTS}, **more}


def test_every_kind_of_result_is_asked() -> None:
    assert {type(one) for one in every_result().values()} == {
        one
        for one in map(partial(getattr, on), on.__all__)
        if isinstance(one, type) and issubclass(one, Result)
    }


def test_every_result_survives_a_pickle() -> None:
    for name, result in every_result().items():
        again = pickle.loads(pickle.dumps(result))
        assert type(again) is type(result), name
        assert again.sentences("nl") == result.sentences("nl"), name


def test_another_language_is_refused_in_words_wherever_it_is_asked(tmp_path: Path) -> None:
    asks: dict[str, Callable[[], Any]] = {}
    for name, one in every_result().items():
        asks |= {
            f"{name}.note_in": partial(one.note_in, "de"),
            f"{name}.sentences": partial(one.sentences, "de"),
            f"{name}.plot": partial(one.plot, lang="de"),
        }
        asks[f"{name}.to_excel"] = partial(one.to_excel, tmp_path / "a.xlsx", lang="de")
    asks |= {
        "shown": partial(every_result()["next euro"].shown, "land", "de"),
        "report": partial(on.write_report, CASE, tmp_path / "report", lang="de"),
    }
    asks |= {
        "certificate": partial(on.write_certificate, CASE, tmp_path / "b.xlsx", lang="de"),
        "panel": partial(on.what_if, CASE, lang="de"),
    }
    for name, ask in asks.items():
        with pytest.raises(on.QuestionError, match=r"^lang \| no language 'de'. Choose nl or en.$"):
            pytest.fail(f"{name} takes 'de': {ask()!r}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_note_is_one_sentence_with_its_reservation_and_the_sentences_tell_all(lang: str) -> None:
    for name, one in every_result().items():
        note, said = one.note_in(lang), one.sentences(lang)
        assert not re.search(r"[.?!]\s", note) and note.endswith("."), (name, note)
        assert note.startswith(said[0].removesuffix(".")) and note.casefold().endswith(
            said[-1].casefold()
        ), name
        assert all(part.endswith(".") and not part.endswith("..") for part in said), (name, said)


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_result_draws_itself(name: str, lang: str) -> None:
    ax = shown()[name].plot(lang=lang)
    told = " ".join(text.get_text() for text in ax.figure.texts)
    assert {"nl": "Bron: Twee dorpen", "en": "Source: Two villages"}[lang] in told
    assert len(ax.get_label()) > 30


def test_a_chart_can_be_asked_for_by_name() -> None:
    found = shown()["comparison"]
    # all delivery falls in one year
    assert "2.000 woningen te bekostigen" in title(found.plot(chart="homes"))
    assert "40 miljoen euro" in found.plot(by="own_money").get_label()
    assert "geblokkeerd" in title(found.plot(by="stream"))
    assert "2.000 woningen erbij" in title(found.plot(chart="homes", by="region"))
    assert "De eerste stap, bestedingsdoel, brengt" in title(
        shown()["attribution"].plot(chart="ladder", order=["purpose"])
    )
    assert "winst" in title(shown()["sweep"].plot(chart="tornado"))
    assert "Vrijgespeeld" in title(shown()["sweep"].plot(chart="fan"))
    for result, wrong in (
        (found, "flows"),
        (shown()["attribution"], "bars"),
        (shown()["sweep"], "money"),
    ):
        with pytest.raises(on.QuestionError, match=f"plot . no chart '{wrong}'. Choose one of: "):
            result.plot(chart=wrong)
    for asked in ({"by": "year"}, {"chart": "homes", "by": "stream"}, {"by": "provnce"}):
        with pytest.raises(on.QuestionError):
            found.plot(**asked)
    with pytest.raises(on.QuestionError, match="tornado=True"):
        on.sweep(CASE, draws=1, tornado=False, workers=1).plot(chart="tornado")
    with pytest.raises(on.QuestionError, match="no language 'fr'"):
        found.plot(lang="fr")


def test_a_cut_is_not_drawn_as_surplus() -> None:
    found = on.compare(CASE, on.lift("purpose", cut=0.2))
    assert found.plot(by="stream").get_label().count("overschot") == 0
    with pytest.raises(on.QuestionError, match="under a cut"):
        found.plot(by="own_money")


def test_every_euro_flows_somewhere() -> None:
    for case in (CASE, YEARS, on.load_case("two-villages-own-money")):
        found = on.allocate(case, on.INTEGRAL)
        assert found.flows["eur"].sum() == pytest.approx(case.budgets["amount_eur"].sum())
        idle = found.flows.filter(pl.col("kind") == "idle")["eur"].sum()
        assert idle == pytest.approx(case.budgets["amount_eur"].sum() - found.spent_eur)


def test_a_table_reads_as_people_write() -> None:
    frame = pl.DataFrame(
        {
            "name": ["<b>", None],
            "euro": [4e7, 0.012345],
            "year": [2026, 2027],
            "kept": [True, False],
            "names": [["a", "b"], []],
        }
    )
    page = html.unescape(frame_as_html(frame))
    for cell in ("40.000.000", "0,01235", "2026", "ja", "nee", "a, b"):
        assert f">{cell}<" in page
    assert "<b>" not in frame_as_html(frame)


def test_years_keep_their_digits_and_large_counts_are_grouped() -> None:
    page = frame_as_html(
        pl.DataFrame(
            {"year": [2026], "first_year": [2027], "inhabitants": [123532], "homes": [4336]}
        )
    )
    assert all(f">{cell}<" in page for cell in ("2026", "2027", "123.532", "4.336"))


def test_of_a_long_frame_the_first_rows_are_shown() -> None:
    page = first_rows_as_html(pl.DataFrame({"row": range(1342)}))
    assert page.count("<tr>") == 1 + ROWS and "De eerste 60 van 1.342 rijen" in page
    assert "De eerste" not in first_rows_as_html(pl.DataFrame({"row": range(ROWS)}))


def test_a_case_and_a_regime_speak_dutch_in_a_notebook() -> None:
    assert (
        "<p>Twee dorpen: 1 gebied, 2 stromen, 2 budgetten (80 miljoen euro), 1 plan.</p>"
        in CASE._repr_html_()
    )
    assert (
        repr(CASE)
        == "<Case 'Twee dorpen': 1 region, 2 streams, 2 budgets (80 million euros), 1 plan>"
    )
    assert "(80 euros)" in repr(
        CASE.with_table("budgets", CASE.budgets.with_columns(pl.col("amount_eur") / 1e6))
    )
    assert on.CURRENT._repr_html_() == "<p>Regime van nu: geen schot valt.</p>"
    regime = on.lift(
        "purpose", area="province", streams=["a", "<b>"], purposes=["land"], free_share=0.2, cut=0.1
    ) + on.lift("period", streams=[], awarded=True)
    assert (
        regime._repr_html_()
        == "<p>Regime. Deze schotten vallen:</p><ul><li>bestedingsdoel, gebied (provincie), alleen"
        " a, &lt;b&gt;, alleen naar grond, 20% vrij, 10% minder geld</li><li>bestedingsjaren,"
        " alleen geen (ook toegekend geld)</li></ul>"
    )


def test_a_dutch_sentence_names_its_regime_in_dutch() -> None:
    assert regime_name(on.INTEGRAL, "nl") == regime_name(on.INTEGRAL, "en") == "integral"
    assert (
        regime_name(on.INTEGRAL.with_awarded(), "nl") == "integral, ook toegekend geld"
        and regime_name(on.INTEGRAL.with_awarded(), "en") == "integral, awarded too"
    )
    assert regime_name(on.lift("purpose", streams=["a"]), "nl") == "bestedingsdoel, alleen a"
    assert (
        regime_name(on.lift("purpose") + on.lift("period", awarded=True), "nl")
        == "bestedingsdoel + bestedingsjaren (ook toegekend geld)"
    )
    assert "Onder het regime 'schotten van nu' zijn" in on.allocate(CASE).note
    assert "zonder deze schotten (bestedingsdoel)" in on.compare(CASE, on.lift("purpose")).note


def test_an_allocation_says_what_it_counts_and_a_course_which_scheme() -> None:
    assert "ten hoogste 2.000 woningen te bekostigen" in on.allocate(CASE).note
    assert "at most 2,000 homes" in on.allocate(CASE).note_in("en")
    course = on.cancellation(YEARS, "land", from_year=2027)
    assert course.note.startswith("Stopt Grondfonds vanaf 2027")
    assert "Stopt Grondfonds" in title(course.plot()) or "Het einde van Grondfonds" in title(
        course.plot()
    )


def test_a_warning_points_at_the_line_that_asked(tmp_path: Path) -> None:
    poor = CASE.tables["streams"].vstack(
        CASE.tables["streams"].head(1).with_columns(stream=pl.lit("empty"), name=pl.lit("Empty"))
    )
    kept = {name: frame for name, frame in CASE.tables.items() if frame.height}
    for ask in (lambda: on.Case(**{**kept, "streams": poor}), lambda: on.read_case(tmp_path)):
        with pytest.warns(on.CaseWarning, match="has no budget") as told:
            ask().write(tmp_path)
        assert told[0].filename == __file__


class Bar:
    """Stands in for tqdm."""

    said: list[str] = []  # noqa: RUF012

    def __init__(self, **look: Any) -> None:
        self.said.append(look["desc"])

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.said.append("closed")

    def set_description_str(self, word: str, refresh: bool) -> None:
        self.said.append(word)

    def update(self) -> None:
        pass


def test_long_work_shows_a_bar_in_a_notebook_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import tqdm.notebook

    monkeypatch.setattr(tqdm.notebook, "tqdm", Bar)
    monkeypatch.setattr(Bar, "said", [])
    assert not progress.in_notebook()
    on.shadow_prices(CASE)
    assert Bar.said == []
    monkeypatch.setattr(progress, "in_notebook", lambda: True)
    on.shadow_prices(CASE)
    assert (
        Bar.said[0] == "shadow_prices"
        and "shadow_prices: prices" in Bar.said
        and Bar.said[-1] == "closed"
    )
    Bar.said.clear()
    mine: list[str] = []
    on.shadow_prices(CASE, progress=mine.append)
    assert Bar.said == [] and mine
    on.shadow_prices(CASE, progress=False)
    assert Bar.said == []


def test_a_script_sees_a_bar_when_it_asks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import tqdm.std

    monkeypatch.setattr(tqdm.std, "tqdm", Bar)
    monkeypatch.setattr(Bar, "said", [])
    on.shadow_prices(CASE, progress=True)
    assert Bar.said[0] == "shadow_prices" and len(Bar.said) > 2


def test_progress_is_one_thing_everywhere() -> None:
    """Every function with `progress` takes True, False or a function, and by its name alone."""
    for name in on.__all__:
        function = getattr(on, name)
        if not inspect.isfunction(function):
            continue
        parameter = inspect.signature(function).parameters.get("progress")
        if parameter is None:
            continue
        assert (parameter.annotation, parameter.kind, parameter.default) == (
            "Progress",
            inspect.Parameter.KEYWORD_ONLY,
            None,
        ), name
        assert hasattr(function, "__wrapped__") or name == "sweep", name


def test_a_sweep_tells_a_function_how_many_draws_are_done() -> None:
    said: list[str] = []
    on.sweep(CASE, draws=2, workers=1, tornado=False, progress=said.append)
    assert said == ["1 of 2", "2 of 2"]


def title(ax: Any) -> str:
    return " ".join(" ".join(text.get_text().split()) for text in ax.figure.texts)


def test_the_bar_of_a_sweep_goes_when_it_is_done_in_a_notebook_and_stays_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import tqdm.auto

    from ontschotting.measures.uncertainty import sweep_workers as sweeping

    looks: list[dict[str, Any]] = []

    class Seen(Bar):
        def __init__(self, **look: Any) -> None:
            looks.append(look)

    monkeypatch.setattr(tqdm.auto, "tqdm", Seen)
    for notebook in (True, False):
        monkeypatch.setattr(sweeping, "in_notebook", lambda notebook=notebook: notebook)
        on.sweep(CASE, draws=1, workers=1)
    assert [(one["leave"], one["delay"] > 0) for one in looks] == [(False, True), (True, False)]
