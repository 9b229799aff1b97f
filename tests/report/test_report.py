"""The report: whole or not at all, every name escaped, both questions kept apart, sentences that
say no more than the numbers.
"""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.report.collect.collect import collect
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.comparison.summary import lead
from ontschotting.report.workbook_charts import CHARTS_OF_TABLES
from tests.case.good_case import GOOD, write_good
from tests.measures.uncertainty.test_switching_values import limited


class Tags(HTMLParser):
    """Keeps tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return on.write_report(on.load_case("two-villages"), tmp_path_factory.mktemp("report"))


def test_it_is_one_page_with_charts_and_tables(page: Path) -> None:
    folder = page.parent
    assert {path.name for path in folder.iterdir()} == {
        "index.html",
        "report.docx",
        "charts",
        "tables",
        "tables.xlsx",
    }
    for name in ("homes", "money", "scenarios", "stream"):
        assert {
            (folder / "charts" / f"{name}.{kind}").exists() for kind in ("svg", "png", "txt")
        } == {True}
    text = page.read_text(encoding="utf-8")
    assert "ten hoogste 2.000 woningen te bekostigen" in text  # all delivery falls in one year
    assert "zonder deze schotten ten hoogste 4.000" in text
    assert "verzonnen oefengeval" in text
    measures = dict(
        pl.read_csv(folder / "tables" / "measures.csv").select("measure", "value").iter_rows()
    )
    assert measures["freed"] == pytest.approx(2000)
    assert measures["crossing_eur"] == pytest.approx(20e6, rel=1e-6)


def test_every_native_chart_belongs_to_a_table(page: Path) -> None:
    tables = {path.stem for path in (page.parent / "tables").glob("*.csv")}
    assert set(CHARTS_OF_TABLES) - tables == {"measures_free_money", "bounds_free_money"}
    with zipfile.ZipFile(page.parent / "tables.xlsx") as book:
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 8


def test_nothing_is_fetched_from_elsewhere(page: Path) -> None:
    tags = Tags(page.read_text(encoding="utf-8"))
    assert len(tags.of("script")) == 1 and not tags.of("script")[0]
    for tag, attrs in tags.tags:
        for name in ("src", "href", "xlink:href"):
            link = attrs.get(name) or "#"
            assert link.startswith("#") or (tag == "a" and (page.parent / link).is_file())


def test_the_one_script_is_the_one_that_the_page_allows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    script = text[text.index("<script>") + len("<script>") : text.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert not re.search(
        r"<[^>]*\son[a-z]+=", re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    )


def test_it_is_readable_by_everyone(page: Path) -> None:
    tags = Tags(page.read_text(encoding="utf-8"))
    assert tags.of("html")[0]["lang"] == "nl"
    assert len(tags.of("h1")) == len(tags.of("main")) == 1
    assert all(attrs.get("scope") for attrs in tags.of("th"))
    assert len(tags.of("caption")) == len(tags.of("table"))
    assert all(
        attrs.get("role") == "img" and len(attrs.get("aria-label") or "") > 30
        for attrs in tags.of("svg")
    )
    ids = [attrs["id"] for _, attrs in tags.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert {attrs["href"] for attrs in tags.of("a") if str(attrs["href"]).startswith("#")} <= {
        f"#{identifier}" for identifier in ids
    }
    levels = [int(tag[1]) for tag, _ in tags.tags if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1 and all(
        after - before <= 1 for before, after in itertools.pairwise(levels)
    )


def test_every_chart_has_its_words_and_its_numbers(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    figures = re.findall(r"<figure>.*?</figure>", text, re.DOTALL)
    assert len(figures) == len(list((page.parent / "charts").glob("*.svg")))
    for number, figure in enumerate(figures, start=1):
        assert f"<strong>Figuur {number}.</strong>" in figure
        alternative = html.unescape(re.search(r'role="img" aria-label="([^"]+)"', figure)[1])  # type: ignore[index]
        assert f"<p>{alternative}</p>" in html.unescape(figure)
        assert "<table>" in figure or "De cijfers staan in de tabel hieronder." in figure
        assert re.search(r'href="tables/\w+\.csv"', figure), figure[-600:]


def test_cells_know_their_numbers(page: Path) -> None:
    """What a table sorts by is the number of the frame, not the words."""
    text = page.read_text(encoding="utf-8")
    figure = text[text.index('id="money"') : text.index('id="break_even"')]
    cells = dict(
        re.findall(r'<th scope="row" class="text">([^<]+)</th><td data-value="([^"]+)"', figure)
    )
    comparison = on.compare(on.load_case("two-villages"))
    assert float(cells["geblokkeerd"]) == pytest.approx(comparison.blocked_eur)
    assert float(cells["overschot"]) == pytest.approx(comparison.surplus_eur, abs=1.0)


def test_the_summary_says_what_the_sections_say(page: Path) -> None:
    text = html.unescape(page.read_text(encoding="utf-8"))
    summary = text[text.index('id="summary"') : text.index('id="contents"')]
    verdict = text[text.index('id="verdict"') :]
    sentence = re.search(r'<p class="lead">([^<]+)</p>', verdict)[1]  # type: ignore[index]
    assert "woningen" in sentence
    assert sentence in summary
    assert "geen voorspelling" in summary
    assert "40 miljoen euro" in summary


def test_english(tmp_path: Path) -> None:
    text = on.write_report(on.load_case("two-villages"), tmp_path, lang="en").read_text(
        encoding="utf-8"
    )
    assert 'lang="en"' in text
    assert "What may not be concluded" in text
    assert "ontschotting report two-villages --out report/ --lang en" in text


def test_awarded_money_makes_two_questions_that_stay_apart(tmp_path: Path) -> None:
    text = on.write_report(on.read_case(write_good(tmp_path / "case")), tmp_path / "out").read_text(
        encoding="utf-8"
    )
    assert "Prijs van de verkokering" in text
    assert "Wat nog vrij te maken is" in text
    assert "niet op te tellen" in text
    assert (tmp_path / "out" / "tables" / "measures_free_money.csv").exists()


def test_it_says_when_walls_are_not_what_holds_back(tmp_path: Path) -> None:
    text = on.write_report(
        on.load_case("two-villages").set("plans", "A1", capacity_units=1000.0), tmp_path
    ).read_text(encoding="utf-8")
    assert (
        "Op de middenwaarden houden deze schotten niets tegen. Plannen en grenzen die geen geld"
        " zijn laten ten hoogste 1.000 woningen toe" in text
    )
    assert "geen geld geblokkeerd" in text
    assert not (tmp_path / "charts" / "free_share.svg").exists()


def test_the_first_sheet_says_how_near_the_conclusion_is_to_another_one(tmp_path: Path) -> None:
    """By hand, as in test_flips: at most 1,500 homes, and 2,000 within the walls.

    Nothing is freed; above a limit of 2,000.2 something is (+33.35 %, told to a home, a thousandth
    of the margin of 1,000), and at the end of the margin, 2,500, the lifted world frees 500. Money
    for mobility flips it at 14.9985 million (-25.01 %), where its margin ends at 10 million: 1,000
    of 1,500 homes within the walls.
    """
    for margins, count in (({}, 1), ({"budgets": ("mobility", 10e6, 20e6)}, 2)):
        case = limited(1500.0, 1400.0, 2500.0, **margins)
        for lang in ("nl", "en"):
            on.write_report(case, tmp_path / lang, lang=lang)
        text = html.unescape((tmp_path / "nl" / "index.html").read_text(encoding="utf-8"))
        summary = text[text.index('id="summary"') : text.index('id="contents"')]
        assert (
            re.search(
                r"grenzen die geen geld zijn, zoals bouwcapaciteit, vanaf \+33,4%, op 50(,1)?% van"
                r" de marge \(aan het eind, \+66,7%, erbij: 500\)",
                summary,
            )
            and "op 0,1% van de marge nauwkeurig" in summary
        )
        assert ("slaat één haar in haar eentje om" in summary) == (count == 1)
        if count == 2:
            assert "Van de 2 groepen invoer met een marge slaan 2 haar om" in summary
            # The two lie at 0.5002 and 0.50015 of their margins: money for mobility, (20 − 14.9985)
            # / 10, is the nearer by a hair and by its move.
            assert re.search(
                r", vanaf −25%, op 50(,1)?% van de marge \(aan het eind, −50%, erbij: 500\)",
                summary,
            )
        assert text.count("Die conclusie staat niet vast") == 2  # and in the answer itself
        written = pl.read_csv(tmp_path / "nl" / "tables" / "flips.csv").drop_nulls("margins")
        result = on.switching_values(case, reach=1, positions=1).frame.drop_nulls("margins")
        assert written.rows() == result.rows() and written.height == count
        english = html.unescape((tmp_path / "en" / "index.html").read_text(encoding="utf-8"))
        assert re.search(
            r"such as building capacity, from \+33\.4% on, at 50(\.1)?% of the margin \(at its end,"
            r" \+66\.7%, more: 500\)",
            english,
        )


def test_the_nearest_to_a_flip_is_told_by_its_own_margin(tmp_path: Path) -> None:
    """By hand: a limit of 1,500 that may be 2,100 flips 500.2 further, a move of 33.35 % and 83.4 %
    of its margin. Money for mobility, 20 million that may be 14.9, flips 5.0015 lower: a move of 25
    %, but 98 % of its margin.
    """
    case = limited(1500.0, 1400.0, 2100.0, budgets=("mobility", 14.9e6, 20e6))
    result = on.switching_values(case, reach=1, positions=1)
    assert [row["table"] for row in result.frame.drop_nulls("margins").iter_rows(named=True)] == [
        "budgets",
        "limits",
    ]
    assert re.search(
        r"kleinste verschuiving in procenten.*: budget: .* \(−25%\)\. Gemeten aan de eigen marge is"
        r" het dichtst bij omslaan: grenzen .* \(op 83,[45]% van die marge\)",
        " ".join(result.sentences("nl")),
    )
    assert re.search(
        r"nearest to a flip is: limits .* \(at 83\.[45]% of that margin\)",
        " ".join(result.sentences("en")),
    )
    text = html.unescape(on.write_report(case, tmp_path).read_text(encoding="utf-8"))
    cuts = text[text.index('id="break_even"') : text.index('id="scenarios"')]
    assert (
        all(
            data in cuts
            for data in ("middenwaarden", "alle marges gunstig", "alle marges ongunstig")
        )
        and "geen marges opgegeven" not in cuts
    )
    summary = text[text.index('id="summary"') : text.index('id="contents"')]
    assert summary.index("grenzen die geen geld zijn, zoals bouwcapaciteit, vanaf") < summary.index(
        "budget: "
    )


def _promised(**targets: float | None) -> on.Case:
    """Two villages (2,000 homes within the walls, 4,000 without) with a national target a year."""
    case = on.load_case("two-villages")
    row = {
        "level": "national",
        "area": None,
        "year": targets.get("year"),
        "outcome": case.plans["outcome"][0],
        "units": targets["units"],
    }
    schema = {
        "level": pl.String,
        "area": pl.String,
        "year": pl.Int64,
        "outcome": pl.String,
        "units": pl.Float64,
    }
    return case.with_table("targets", pl.DataFrame([row], schema=schema))


@pytest.mark.parametrize(
    ("units", "dutch", "english"),
    [
        (
            1500.0,
            "binnen de schotten in dit model bekostigbaar",
            "fundable within the walls in this model",
        ),
        (
            2000.0,
            "binnen de schotten in dit model bekostigbaar",
            "fundable within the walls in this model",
        ),
        (
            3000.0,
            "in dit model ontbreken er binnen de schotten 1.000 en zonder deze schotten 0 per jaar",
            "1,000",
        ),
        (
            5500.0,
            (
                "in dit model ontbreken er binnen de schotten 3.500 en zonder deze schotten 1.500"
                " per jaar"
            ),
            "3,500",
        ),
    ],
)
def test_the_first_sheet_says_what_is_missing_of_the_target(
    units: float, dutch: str, english: str
) -> None:
    data = collect(_promised(units=units))
    sentences = [block.text for block in lead(LocalizedReport(data, "nl"))]
    assert f"Het doel is {units:,.0f} woningen per jaar: {dutch}.".replace(",", ".", 1) in sentences
    assert any(
        english in block.text
        for block in lead(LocalizedReport(data, "en"))
        if "target" in block.text
    )


def test_a_target_that_is_missed_alike_with_and_without_walls_is_said_once() -> None:
    case = limited(1500.0, 1400.0, 1600.0)  # 1,500 homes in both worlds
    rows = pl.DataFrame(
        [
            {
                "level": "national",
                "area": None,
                "year": None,
                "outcome": case.plans["outcome"][0],
                "units": 1600.0,
                "note": "telt alles.",
            }
        ],
        schema_overrides={"area": pl.String, "year": pl.Int64},
    )
    sentences = [
        block.text
        for block in lead(LocalizedReport(collect(case.with_table("targets", rows)), "nl"))
    ]
    assert (
        "Het doel is 1.600 woningen per jaar: in dit model ontbreken er 100 per jaar, met en zonder"
        " deze schotten." in sentences
    )
    assert "Toelichting bij het doel in de gegevens: telt alles." in sentences
    assert not any("Het doel" in block.text for block in lead(LocalizedReport(collect(case), "nl")))


def test_no_flip_within_a_margin_is_said_too(tmp_path: Path) -> None:
    on.write_report(limited(1500.0, 1400.0, 1600.0), tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (
        "Ook met elke groep invoer apart op zijn lage of hoge waarde blijft dat zo." in text
        and "staat niet vast" not in text
    )
    assert not (tmp_path / "tables" / "flips.csv").exists()


def test_a_gain_that_a_margin_takes_away_is_said_too(tmp_path: Path) -> None:
    # At most 3,000 homes: 2,000 within the walls, 3,000 without. A limit of 2,000.2 homes leaves
    # nothing to free: -33.327 %, told at most a thousandth of the margin, 1.2 homes, too far:
    # -33.367 %.
    on.write_report(limited(3000.0, 1800.0, 3600.0), tmp_path)
    text = html.unescape((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert re.search(
        r"grenzen die geen geld zijn, zoals bouwcapaciteit, vanaf −33,[34]%, op 83,[34]% van de"
        r" marge \(aan het eind, −40%, erbij: 0\)",
        text,
    )
    # a gain is no monotone function, and nothing proves that it does not vanish before
    assert "Een omslag die dichterbij ligt is niet uitgesloten." in text


def test_the_cut_never_stands_alone(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    section = text[text.index('id="break_even"') : text.index('id="scenarios"')]
    assert "geen gebied van het niveau regio" in section
    # The case has no margins: each cut is told once, with that word where its range would be.
    cuts = section[: section.index("</section>")]
    assert (
        cuts.count("geen: alleen het totaal telt") == 1
        and cuts.count("geen marges opgegeven") == cuts.count("<tr>") - 1 == 2
    )
    assert "alle marges" not in cuts and "middenwaarden" not in cuts
    assert "overschot" in section
    rest = text.replace(section, "")
    assert "korting waarbij het totaal gelijk blijft</th>" not in rest


def test_names_from_files_are_escaped(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>"
    streams = GOOD["streams"].replace("Grond", nasty).replace("Weg", "=1+1")
    folder = write_good(
        tmp_path / "case", streams=streams, case=GOOD["case"].replace("Klein", "<b>x</b> $y$")
    )
    (folder / "assumptions.csv").write_text(
        "id,what\n=cmd(),<img src=x onerror=alert(1)>\n", encoding="utf-8"
    )
    text = on.write_report(on.read_case(folder), tmp_path / "out", name=str(folder)).read_text(
        encoding="utf-8"
    )
    assert text.count("<script") == 1
    assert "<b>x" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text
    assert "'=cmd()" in (tmp_path / "out" / "tables" / "assumptions.csv").read_text(
        encoding="utf-8"
    )
    assert "<script" not in "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "charts").glob("*.svg")
    )


def test_a_table_beside_the_case_speaks_the_language_of_the_report() -> None:
    from ontschotting.report.sections.provenance.companion_tables import in_language

    whole = pl.DataFrame(
        {
            "id": ["own_money"],
            "what": ["own money"],
            "what_nl": ["eigen geld"],
            "source": ["letter"],
        }
    )
    assert in_language(whole, "nl")["what"].to_list() == ["eigen geld"] and in_language(
        whole, "en"
    )["what"].to_list() == ["own money"]
    assert in_language(whole.drop("what_nl"), "nl").equals(whole.drop("what_nl"))
    register = pl.DataFrame({"stream": ["wbi"], "in_case": ["out"], "confidence": ["high"]})
    assert in_language(register, "nl").row(0) == ("wbi", "nee", "hoog") and in_language(
        register, "en"
    ).equals(register)


def test_numbers_beside_the_case_are_written_as_the_report_writes_them(tmp_path: Path) -> None:
    """The register of assumptions is a text table.

    A Dutch reader sees a decimal comma and points, and the column sorts by the number.
    """
    folder = tmp_path / "case"
    on.load_case("two-villages").write(folder)
    (folder / "assumptions.csv").write_text(
        "id,what,low,central,high\nshare,a"
        " share,0.0073,0.5,unknown\nhomes,homes,71500,79668,87835.25\n",
        encoding="utf-8",
    )
    text = _text(on.write_report(on.read_case(folder), tmp_path / "out", folder=folder))
    for cell in (">0,0073<", ">0,5<", ">unknown<", ">71.500<", ">87.835,25<"):
        assert cell in text, cell


def test_other_files_stay_and_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.txt").write_text("x")
    monkeypatch.setattr("ontschotting.report.write.render_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on.write_report(on.load_case("two-villages"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_and_an_unknown_language_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(on.QuestionError, match="is a file"):
        on.write_report(on.load_case("two-villages"), tmp_path / "x")
    with pytest.raises(on.QuestionError, match="no language"):
        on.write_report(on.load_case("two-villages"), tmp_path / "y", lang="de")
    assert not (tmp_path / "y").exists()


def test_the_same_case_gives_the_same_page(page: Path, tmp_path: Path) -> None:
    second = on.write_report(on.load_case("two-villages"), tmp_path)
    assert second.read_bytes() == page.read_bytes()


def test_results_show_themselves(tmp_path: Path) -> None:
    comparison = on.compare(on.load_case("two-villages"))
    assert repr(comparison).startswith("<Comparison: Within the walls at most 2,000 homes")
    assert "<table>" in comparison._repr_html_()
    assert comparison.to_excel(tmp_path / "x.xlsx").exists()
    assert list(comparison.to_pandas()["measure"])[:2] == ["budget_eur", "value_current"]
    assert re.search(r"certified optima", str(comparison.trace))
    assert "van elke 100 euro er 50 tegen" in " ".join(
        " ".join(text.get_text().split()) for text in comparison.plot().figure.texts
    )


def test_other_readings_stand_apart(tmp_path: Path) -> None:
    """A folder `variants/<name>` beside the case holds tables that take the place of those of the
    case.
    """
    case = on.load_case("two-villages")
    folder = case.write(tmp_path / "case")
    (folder / "variants" / "dear").mkdir(parents=True)
    costs = (folder / "costs.csv").read_text().replace("10000", "20000")
    (folder / "variants" / "dear" / "costs.csv").write_text(costs)
    text = on.write_report(case, tmp_path / "out", folder=folder).read_text(encoding="utf-8")
    assert "Andere lezingen van dezelfde gegevens" in text
    row = text[text.index("dear") :][:400]
    assert "1.000" in row
    assert "2.000" in row


def test_every_answer_is_a_section_with_the_numbers_of_its_frame(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    on.write_report(case, tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for key in ("blame", "first", "margin", "why", "years", "terms", "pots"):
        assert f'id="{key}"' in page, key
    for answer in (
        on.attribute(case),
        on.choose_walls(case),
        on.shadow_prices(case),
        on.year_rules(case),
    ):
        assert " ".join(answer.sentences()) in html.unescape(page)
    for sentence in on.explain(case).sentences("nl"):
        assert sentence in html.unescape(page)
    for name in ("attribution", "choice", "prices", "idle", "years", "terms", "pots"):
        assert (tmp_path / "tables" / f"{name}.csv").is_file()


def test_a_detour_where_nothing_is_blocked_is_told_apart_from_it(tmp_path: Path) -> None:
    # By hand: the only money may pay for the dear plan, 1,000 × 20,000 euros. Without the wall it
    # pays for the cheap one, 1,000 × 10,000. The limit lets through 1,000 either way.
    case = on.Case(
        regions=pl.DataFrame({"region": ["a"]}),
        streams=pl.DataFrame({"stream": ["roads"]}),
        budgets=pl.DataFrame(
            {"stream": ["roads"], "level": "region", "area": "a", "year": 2026, "amount_eur": 25e6}
        ),
        earmarks=pl.DataFrame({"stream": ["roads"], "purpose": ["mobility"]}),
        plans=pl.DataFrame(
            {
                "plan": ["dear", "cheap"],
                "region": "a",
                "plan_type": ["dear", "cheap"],
                "outcome": "homes",
                "capacity_units": 1000.0,
                "first_year": 2026,
                "last_year": 2026,
            }
        ),
        costs=pl.DataFrame(
            {
                "plan_type": ["dear", "cheap"],
                "purpose": ["mobility", "land"],
                "eur_per_unit": [20e3, 10e3],
            }
        ),
        limits=pl.DataFrame(
            {"level": ["national"], "year": [2026], "outcome": ["homes"], "max_units": [1000.0]}
        ),
    )
    comparison = on.compare(case)
    assert (
        comparison.freed,
        comparison.blocked_eur,
        comparison.detour_eur,
        comparison.surplus_eur,
    ) == pytest.approx((0, 0, 10e6, 15e6), abs=1)
    page = on.write_report(case, tmp_path / "report")
    text, alt = (
        page.read_text(encoding="utf-8"),
        (page.parent / "charts" / "money.txt").read_text(encoding="utf-8"),
    )
    assert "Binnen de schotten kost hetzelfde resultaat ten minste 10 miljoen euro meer" in text
    assert "met of zonder deze schotten niets toe" not in text
    assert "0 euro geblokkeerd en 15 miljoen euro overschot" in alt and "omweg" not in alt


def test_a_report_by_another_solver_says_so_and_one_that_is_not_there_is_told_first(
    tmp_path: Path,
) -> None:
    case = on.load_case("two-villages")
    said: list[str] = []
    with pytest.raises(on.QuestionError, match="no solver called 'glop'"):
        on.write_report(case, tmp_path / "none", solver="glop", progress=said.append)
    assert not said
    assert not (tmp_path / "none").exists()
    page = on.write_report(
        case, tmp_path / "pulp", name="two-villages", solver=on.Solver("pulp", "HiGHS")
    ).read_text(encoding="utf-8")
    assert "HiGHS through PuLP" in page
    assert "ontschotting compare two-villages --json --solver pulp --pulp-solver HiGHS" in page
    assert "<td>HiGHS 1" not in page


def _text(path: Path) -> str:
    return html.unescape(path.read_text(encoding="utf-8"))


def test_a_case_of_one_year_speaks_of_no_homes_a_year_and_of_no_range_without_margins(
    page: Path,
) -> None:
    """All delivery of the two villages falls in one year, nothing has a margin, nothing was
    awarded, there is no own money and no province.
    """
    text = _text(page)
    summary = text[text.index('id="summary"') : text.index('id="contents"')]
    assert "per jaar" not in summary and "streep:" not in summary
    assert (
        "Er is geen overschot" in text
        and "0 euro is overschot" not in text
        and "Overschot in dit model is geen bewijs" not in text
    )
    assert "eigen geld van gemeenten en provincies</th>" not in text
    assert "Per stroom en doel" in text and "Per provincie" not in text
    assert "niet te geven" not in text and "alleen niet toegekend geld" not in text
    # an invented case proves nothing about the world, nor the world about it
    assert "hebben gepubliceerd" not in text


def test_money_that_walls_hold_back_is_not_called_surplus_beside_the_cut(tmp_path: Path) -> None:
    """Hilversum: own money alone pays for today's result, and the state's money lies behind the
    wall of years. It can be cut with the walls standing, and is no surplus for that.
    """
    text = _text(on.write_report(on.load_case("hilversum-2021"), tmp_path))
    section = text[text.index('id="break_even"') : text.index('id="blame"')]
    assert (
        ">100%<" in section
        and "overschot)" not in section
        and "niets met schotten te maken" not in section
    )
    assert "opgegeven marges" not in section  # on central values nothing follows from a margin
    # A rule in whole years: from 3 to 4 of a margin that ends at 10 is one seventh of it, wherever
    # the rounding on the way sits.
    assert "vanaf 3 → 4, op 14,3% van de marge (aan het eind, 3 → 10, erbij: 0)" in text
    # Two euros of thirteen million are rounding, in words as in the chart.
    assert "2 euro" not in re.sub(r"\d2 euro", "", text)


def test_words_of_a_dutch_page_are_dutch(page: Path) -> None:
    assert "least spending" not in _text(page) and "reaches V(c)" not in _text(page)
    assert "kleinste besteding in i" in _text(page)


def test_two_streams_of_one_name_are_told_apart_by_their_code(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    case = case.with_table("streams", case.streams.with_columns(name=pl.lit("Fonds")))
    text = _text(on.write_report(case, tmp_path))
    assert "Fonds (land)" in text and "Fonds (mobility)" in text


def test_an_area_that_gets_its_floor_stays_the_same(tmp_path: Path) -> None:
    """What the optimum leaves open within a unit is told as the same, and nothing else is."""
    from ontschotting.report.sections.policy.conditions import area_row

    report = LocalizedReport(collect(on.load_case("two-villages")), "nl")
    row = {"area": "A", "floor": 39_897.1, "least": 39_897.2, "most": 39_897.3, "effect": "open"}
    assert area_row(report, row) == ("A", "39.897", "39.897", "blijft gelijk")
    assert area_row(report, row | {"most": 40_100.0})[3] == "laat het optimum open"
    assert area_row(report, row | {"effect": "gains"})[3] == "gaat erop vooruit"
