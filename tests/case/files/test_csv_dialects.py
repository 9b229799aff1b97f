"""CSV files as other programs and people write them: the same case, or one refusal that helps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import ontschotting as on
from tests.case.good_case import GOOD, write_good

Change = Callable[[str], "str | bytes"]


def _semicolons(text: str) -> str:
    return text.replace(",", ";").replace(".", ",")


def _with(table: str, old: str, new: str) -> tuple[str, Change]:
    return table, lambda text: text.replace(old, new, 1)


def _folder(folder: Path, table: str, change: Change) -> Path:
    write_good(folder)
    changed = change(GOOD[table])
    (folder / f"{table}.csv").write_bytes(
        changed if isinstance(changed, bytes) else changed.encode()
    )
    return folder


def _errors(folder: Path) -> list[on.Finding]:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(folder)
    return [one for one in refused.value.findings if one.severity == "error"]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("budgets", lambda text: "sep=;\n" + _semicolons(text)),
        ("budgets", lambda text: "\ufeffsep=;\r\n" + _semicolons(text).replace("\n", "\r\n")),
        ("budgets", lambda text: "SEP=,\n" + text),
        ("budgets", lambda text: '\ufeff"stream"' + text[6:]),
        ("budgets", lambda text: "\n\n\n" + text),
        ("budgets", lambda text: text.replace("\n", "\r\r\n")),
        ("budgets", lambda text: text.replace(",", ", ")),
        ("budgets", lambda text: text.replace("stream,", "stream\u00a0,", 1)),
        ("regions", lambda text: text.replace("GM0001,Aa", 'GM0001, "Aa"')),
        (
            "budgets",
            lambda text: "\n".join(
                ",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines()
            ),
        ),
        _with("budgets", "1000000", "1000000 €"),
        _with("budgets", "1000000", "1 000 000 EUR"),
        _with("budgets", "1000000", '"1,000,000.00"'),
        _with("budgets", "1000000", "1\u202f000\u202f000"),
        _with("budgets", "1000000", "1000000."),
        _with("budgets", "1000000", "+1.0E6"),
        _with("streams", "nee,0.5", "0.0,50\u00a0%"),
        _with("streams", "nee,0.5", "Onwaar,5e-1"),
        _with("streams", "ja,", "1.0,"),
        _with("budgets", "GM0001,2026", "GM0001,2026.0"),
        _with("budgets", "GM0001,2026", "GM0001,\uff12\uff10\uff12\uff16"),
    ],
)
def test_what_is_clear_is_the_same_case(
    tmp_path: Path, good: on.Case, table: str, change: Change
) -> None:
    assert on.read_case(_folder(tmp_path / "case", table, change)) == good


@pytest.mark.parametrize("amount", ["1.000.000,00", "1000000,0", "1.000.000", "1e6", "€ 1 000 000"])
def test_amounts_with_decimal_commas_are_the_same_case(
    tmp_path: Path, good: on.Case, amount: str
) -> None:
    folder = _folder(
        tmp_path / "case", "budgets", lambda text: _semicolons(text).replace("1000000", amount)
    )
    assert on.read_case(folder) == good


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (lambda text: text.replace(",", "\t"), "other_separator", None),
        (lambda text: text.replace(",", "|"), "other_separator", None),
        (lambda text: "sep=|\n" + text.replace(",", "|"), "other_separator", None),
        (lambda text: text.split("\n", 1)[1], "no_header", 1),
        (lambda text: "stroom,niveau,jaar,bedrag\n" + text.split("\n", 1)[1], "no_header", 1),
        (lambda text: "sep=;\n" + text, "no_header", 2),
        (
            lambda text: "\n".join(f'"{line}"' for line in text.splitlines()),
            "no_header",
            1,
        ),
        (lambda text: "<html><table></table></html>", "no_header", 1),
        (lambda text: '[{"stream": "land"}]', "no_header", 1),
        (lambda text: b"PK\x03\x04" + b"abc" * 99, "no_header", 1),
        (lambda text: "", "empty_table", None),
        (lambda text: "\ufeff \n  \n", "empty_table", None),
        (lambda text: text + text.split("\n")[0] + "\n", "header_again", 6),
        (lambda text: text.replace("road,national,,2026", "road;national;;2026"), None, 4),
        (lambda text: text + '"road,national,,2027,5,"', "line_not_divided", 6),
        (lambda text: text.encode("utf-16"), "not_a_text_file", None),
        (lambda text: text.encode("utf-16-be"), "not_a_text_file", None),
        (lambda text: text.encode("utf-32"), "not_a_text_file", None),
        (lambda text: bytes(range(256)), "not_a_text_file", None),
        (lambda text: text.replace("land,region", '"land"x,region'), "not_readable_as_csv", 2),
        (lambda text: text.replace("land,region", '"land,region', 1), "not_readable_as_csv", 2),
        (lambda text: text + "# einde\n", "note_row", 6),
        (lambda text: text.replace("\n", "\n,,,jaar,euro,\n", 1), "units_row", 2),
        (lambda text: "\n".join(f"{line},2026" for line in text.splitlines()), None, 1),
    ],
)
def test_what_is_not_clear_is_one_finding(
    tmp_path: Path, change: Change, code: str | None, line: int | None
) -> None:
    errors = _errors(_folder(tmp_path / "case", "budgets", change))
    if code is None:
        assert {one.line for one in errors} == {line}
    else:
        assert [(one.code, one.line) for one in errors] == [(code, line)]


@pytest.mark.parametrize(
    "amount",
    [
        "1'000'000",
        "1000000,-",
        "1.000.000,00 euro",
        "1 miljoen",
        "1M",
        "=500000*2",
        "#N/A",
        "NULL",
        "None",
        "NA",
        "n/a",
        "—",
        "...",
        "10^6",
        "1e",
        "--5",
        "1/2",
        "ja",
        "$1000000",
        "1.00.000",
        "1000 000",
        "∞",
        "1e309",
        "\u200b1000000",
    ],
)
def test_what_is_no_amount_is_one_finding_at_its_cell(tmp_path: Path, amount: str) -> None:
    table, change = _with("budgets", "1000000", f'"{amount}"')
    (error,) = _errors(_folder(tmp_path / "case", table, change))
    assert (error.line, error.column, error.value) == (2, "amount_eur", amount)


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("1-1-2026", "Write 2026 as a number"),
        ("31/12/2026", "Write 2026 as a number"),
        ("2026/01/01", "Write 2026 as a number"),
        ("01.01.2026 00:00", "Write 2026 as a number"),
        ("12:30", "a date stands in this cell (12:30). Write the number itself"),
        ("2026-27", "is not a number"),
        ("FY2026", "is not a number"),
        ("2.026", "two ways"),
        ("26", "plausible year"),
        ("20260", "plausible year"),
    ],
)
def test_what_is_no_year_is_one_finding_that_helps(tmp_path: Path, year: str, words: str) -> None:
    table, change = _with("budgets", "GM0001,2026", f"GM0001,{year}")
    (error,) = _errors(_folder(tmp_path / "case", table, change))
    assert (error.line, error.column) == (2, "year")
    assert words in error.message


@pytest.mark.parametrize(
    "text", ["y", "n", "j", "x", "✓", "2", "-1", "T", "aan", "oui", "ja/nee", "0.5"]
)
def test_what_is_neither_yes_nor_no_is_one_finding(tmp_path: Path, text: str) -> None:
    table, change = _with("streams", "Grond,nee", f"Grond,{text}")
    (error,) = _errors(_folder(tmp_path / "case", table, change))
    assert (error.code, error.line) == ("not_yes_or_no", 2)


@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\u2066", "\u2067", "\u202b"])
def test_a_sign_that_turns_what_follows_is_refused(tmp_path: Path, sign: str) -> None:
    table, change = _with("streams", "Grond", f"Gr{sign}ond 01")
    (error,) = _errors(_folder(tmp_path / "case", table, change))
    assert error.code == "direction_sign"
    assert sign not in error.message


@pytest.mark.parametrize(
    "name", ["💶 pot 👨\u200d👩\u200d👧", "صندوق", "基金", "Łódź & <b>", "x" * 3000]
)
def test_names_of_every_script_stay_as_they_are(tmp_path: Path, name: str) -> None:
    table, change = _with("streams", "Grond", name)
    case = on.read_case(_folder(tmp_path / "case", table, change))
    assert case.streams["name"][0] == name
    assert on.read_case(case.write(tmp_path / "again.xlsx")) == case


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Noord", "N\u043e\u043erd"),
        ("Noord", "Noord\u200d"),
        ("IJsselstein", "\u0132sselstein"),
        ("finale", "\ufb01nale"),
        ("Aa", "\u0391a"),
        ("Noord", "Noord\u2800"),
        ("Noord", "\u3164Noord"),
        ("Noord", "Noord\ufe0f"),
    ],
)
def test_letters_in_disguise_are_told_with_their_code(
    tmp_path: Path, first: str, second: str
) -> None:
    regions = f"region,name,province\nGM0001,Aa,{first}\nGM0002,Bee,{second}\nGM0003,Cee,\n"
    changed = {
        name: GOOD[name].replace("Noord", first) for name in ("budgets", "ceilings", "targets")
    }
    case = on.read_case(write_good(tmp_path / "case", regions=regions, **changed))
    (told,) = (one for one in case.findings if one.code == "names_look_alike")
    assert "\\u" in told.message or "\\x" in told.message


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        ("Zuid-Holland", "Zuid Holland", True),
        ("Zuid-Holland", "zuid_holland", True),
        ("Zuid \u2013 Holland", "Zuid-Holland", True),
        ("ZUID-HOLLAND", "Zuid\u2011Holland", True),
        ("Zuid-Holland", "Zuidholland", False),
        ("Zuid-Holland", "Zuid-Hollant", False),
    ],
)
def test_what_stands_between_words_makes_no_other_name(
    tmp_path: Path, first: str, second: str, is_told: bool
) -> None:
    regions = f"region,name,province\nGM0001,Aa,{first}\nGM0002,Bee,{second}\nGM0003,Cee,\n"
    changed = {
        name: GOOD[name].replace("Noord", first) for name in ("budgets", "ceilings", "targets")
    }
    case = on.read_case(write_good(tmp_path / "case", regions=regions, **changed))
    assert [one.code for one in case.findings] == ["names_look_alike"] * is_told


@pytest.mark.parametrize("kind", ["csv.txt", "txt", "tsv", "xlsx", "ods", "parquet", "CSV.TXT"])
@pytest.mark.parametrize("table", ["budgets", "limits"])
def test_a_table_in_another_kind_of_file_is_told(tmp_path: Path, table: str, kind: str) -> None:
    """Windows hides the end of `budgets.csv.txt`; an optional table was left out without a word."""
    folder = write_good(tmp_path / "case")
    (folder / f"{table}.csv").rename(folder / f"{table}.{kind}")
    (error,) = _errors(folder)
    assert (error.code, error.table) == ("table_of_other_kind", table)
    assert f"'{table}.{kind}'" in error.message and f"Save it as {table}.csv" in error.message


@pytest.mark.parametrize(
    "name", ["limits.xlsx", "_limits.txt", "case.xlsx", "sources.txt", "README.txt", "yields.md"]
)
def test_a_file_of_ones_own_beside_the_tables_is_left_alone(
    tmp_path: Path, good: on.Case, name: str
) -> None:
    folder = write_good(tmp_path / "case")
    (folder / name).write_text("iets anders")
    assert on.read_case(folder) == good


def test_a_long_cell_is_not_repeated_in_full(tmp_path: Path) -> None:
    table, change = _with("budgets", "1000000", "9" * 5000 + "x")
    (error,) = _errors(_folder(tmp_path / "case", table, change))
    assert len(error.message) < 300
    assert error.value == "9" * 5000 + "x"
