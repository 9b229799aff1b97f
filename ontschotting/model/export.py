"""Write the program of a case under a regime to a file, with a table of what each name stands for.

Any solver reads the file: it is in LP or MPS format.
"""

from __future__ import annotations

from pathlib import Path

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.export import write_lp, write_mps
from ontschotting.model.build import build_regime_program
from ontschotting.model.program_names import column_names, names_table, row_names
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.support.atomic_files import atomic_path
from ontschotting.words.messages import problem


def export_program(case: Case, path: str | Path, regime: Regime = CURRENT) -> tuple[Path, Path]:
    """Write the program V(r), *minimise −value*, to a file and its names to `<file>.names.csv`.

    The best value is minus the minimum. Spending is counted in multiples of a power of two of
    euros, which the file and the names table state. Additions to budgets and shortfalls of targets
    are closed in this program, so they are left out. Both files appear whole or not at all.

    Args:
        case: The case
        path: The file, `.lp` or `.mps`
        regime: The regime; the current one by default

    Returns:
        The paths of both files.

    Raises:
        QuestionError: When the file has another ending, or the regime does not fit the case.
    """
    path = Path(path)
    writers = {".lp": write_lp, ".mps": write_mps}
    write = writers.get(path.suffix.casefold())
    if write is None:
        raise QuestionError(problem("must_end_in_lp_or_mps", path=path))
    check_regime(regime, case)
    regime_program = build_regime_program(case, regime, by_year=True)
    columns, rows = column_names(regime_program), row_names(regime_program)
    numbered = [f"r{number}" if name is None else name for number, name in enumerate(rows)]
    assert len({*columns, *numbered}) == len(columns) + len(rows), "two rows or columns, one name"
    notes = _notes(regime_program, regime, path)
    program = regime_program.program.changed(cost=-regime_program.objectives.value)
    names_path = names_beside(path)
    with atomic_path(path) as program_file, atomic_path(names_path) as names_file:
        write(program, columns, numbered, notes, program_file)
        names_table(regime_program, columns, rows).write_csv(names_file)
    return path, names_path


def names_of_program(case: Case, regime: Regime) -> bytes:
    """Return the table of names that `export_program` writes.

    Args:
        case: The case
        regime: The regime

    Raises:
        QuestionError: The regime does not fit the case.
    """
    check_regime(regime, case)
    program = build_regime_program(case, regime, by_year=True)
    return names_table(program, column_names(program), row_names(program)).write_csv().encode()


def names_beside(path: Path) -> Path:
    """Return where the names of a program are written.

    Args:
        path: The file of the program
    """
    return path.parent / f"{path.stem}.names.csv"


def _notes(regime_program: RegimeProgram, regime: Regime, path: Path) -> list[str]:
    """Return the comments at the top of the file."""
    fingerprint = regime_program.case.fingerprint[:12]
    walls = _ascii(repr(regime).removeprefix("<Regime ").removesuffix(">"))
    return [
        f"ontschotting {__version__}: case {fingerprint}, regime {walls}",
        "minimise -value: the best value is minus the minimum",
        (
            f"x, m and f are in units of {regime_program.euro_unit:g} euros; u in units of the"
            " outcome; theta is fixed at 1"
        ),
        f"what each name stands for: {_ascii(path.stem)}.names.csv",
    ]


def _ascii(text: str) -> str:
    """Return text that is safe in a comment of the file."""
    return " ".join(text.encode("ascii", "replace").decode().split())
