"""Write a program to an LP or MPS file that any solver reads and a person can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ontschotting.lp.program import Program

_WIDTH = 110

Term = tuple[float, str]
"""A coefficient and the name of its column."""


class _Row(NamedTuple):
    """A row with one bound; `sign` is `<=`, `>=` or `=`."""

    name: str
    terms: list[Term]
    sign: str
    bound: float


def write_lp(
    program: Program, columns: Sequence[str], rows: Sequence[str], notes: Sequence[str], path: Path
) -> None:
    """Write a program in CPLEX LP format, without columns fixed at zero and rows without bounds.

    Args:
        program: The program
        columns: The names of its columns
        rows: The names of its rows
        notes: Comments at the top
        path: The file
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"\\ {note}\n" for note in notes)
        file.write("Minimize\n")
        used = np.flatnonzero(_can_be_nonzero(program) & (program.cost != 0)).tolist()
        terms = [(program.cost[j], columns[j]) for j in used]
        file.writelines(_expression("value", terms, columns[0]))
        file.write("Subject To\n")
        for row in _rows(program, columns, rows):
            ending = f" {row.sign} {row.bound!r}"
            file.writelines(_expression(row.name, row.terms, columns[0], ending))
        file.write("Bounds\n")
        for j in np.flatnonzero(_can_be_nonzero(program)).tolist():
            low, high = float(program.lower[j]), float(program.upper[j])
            if low == high:
                file.write(f" {columns[j]} = {low!r}\n")
            elif low != 0 or np.isfinite(high):
                at_most = f" <= {high!r}" if np.isfinite(high) else ""
                file.write(f" {low!r} <= {columns[j]}{at_most}\n")
        undecided = [columns[j] for j in program.undecided.tolist()]
        if undecided:
            file.write("Binary\n")
            file.writelines(f" {name}\n" for name in undecided)
        file.write("End\n")


def write_mps(
    program: Program, columns: Sequence[str], rows: Sequence[str], notes: Sequence[str], path: Path
) -> None:
    """Write a program in free MPS format, without columns fixed at zero and rows without bounds.

    Args:
        program: The program
        columns: The names of its columns
        rows: The names of its rows
        notes: Comments at the top
        path: The file
    """
    used = np.flatnonzero(_can_be_nonzero(program)).tolist()
    bounded_rows = list(_rows(program, columns, rows))
    kinds = {"<=": "L", ">=": "G", "=": "E"}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"* {note}\n" for note in notes)
        file.write("NAME ontschotting\nROWS\n N value\n")
        file.writelines(f" {kinds[row.sign]} {row.name}\n" for row in bounded_rows)
        file.write("COLUMNS\n")
        undecided, is_marked = {columns[j] for j in program.undecided.tolist()}, False
        for column, entries in _entries(program, columns, used, bounded_rows).items():
            if (column in undecided) != is_marked:
                is_marked = not is_marked
                file.write(f" MARKER 'MARKER' '{'INTORG' if is_marked else 'INTEND'}'\n")
            file.writelines(
                f" {column} {row} {coefficient!r}\n"
                for row, coefficient in entries or [("value", 0.0)]
            )
        if is_marked:
            file.write(" MARKER 'MARKER' 'INTEND'\n")
        file.write("RHS\n")
        file.writelines(f" RHS {row.name} {row.bound!r}\n" for row in bounded_rows if row.bound)
        file.write("BOUNDS\n")
        for j in used:
            file.writelines(
                _mps_bounds(columns[j], float(program.lower[j]), float(program.upper[j]))
            )
        file.write("ENDATA\n")


def _entries(
    program: Program, columns: Sequence[str], used: Sequence[int], rows: Iterable[_Row]
) -> dict[str, list[tuple[str, float]]]:
    """Return the coefficients of each column that can be other than zero, by row."""
    entries: dict[str, list[tuple[str, float]]] = {columns[j]: [] for j in used}
    for j in used:
        if program.cost[j] != 0:
            entries[columns[j]].append(("value", float(program.cost[j])))
    for row in rows:
        for coefficient, column in row.terms:
            entries[column].append((row.name, coefficient))
    return entries


def _mps_bounds(column: str, low: float, high: float) -> Iterator[str]:
    """Yield the bounds of a column that differ from ≥ 0."""
    if low == high:
        yield f" FX BND {column} {low!r}\n"
        return
    if low:
        yield f" LO BND {column} {low!r}\n"
    if np.isfinite(high):
        yield f" UP BND {column} {high!r}\n"


def _can_be_nonzero(program: Program) -> np.ndarray:
    """Say per column whether its bounds allow another value than zero."""
    nonzero: np.ndarray = ~((program.lower == 0) & (program.upper == 0))
    return nonzero


def _rows(program: Program, columns: Sequence[str], rows: Sequence[str]) -> Iterator[_Row]:
    """Yield every row with a bound and a term; a row bound on two sides becomes two."""
    can_be_nonzero, matrix = _can_be_nonzero(program), program.matrix.tocsr()
    for i, name in enumerate(rows):
        low, high = float(program.row_lower[i]), float(program.row_upper[i])
        entries = slice(matrix.indptr[i], matrix.indptr[i + 1])
        terms = [
            (float(value), columns[j])
            for value, j in zip(matrix.data[entries], matrix.indices[entries], strict=True)
            if can_be_nonzero[j]
        ]
        if not terms:
            continue
        if low == high:
            yield _Row(name, terms, "=", low)
            continue
        if np.isfinite(high):
            yield _Row(name, terms, "<=", high)
        if np.isfinite(low):
            yield _Row(f"{name}_least" if np.isfinite(high) else name, terms, ">=", low)


def _expression(
    name: str, terms: Iterable[Term], any_column: str, ending: str = ""
) -> Iterator[str]:
    """Yield ` name: + 2.0 a - 1.0 b <= 3.0` in lines of moderate length.

    Without terms it is zero times any column, since the format wants one.
    """
    line, is_empty = f" {name}:", True
    for coefficient, column in terms:
        term = f" {'-' if coefficient < 0 else '+'} {abs(float(coefficient))!r} {column}"
        if len(line) + len(term) > _WIDTH:
            yield line + "\n"
            line = "   "
        line, is_empty = line + term, False
    yield line + (f" 0 {any_column}" if is_empty else "") + ending + "\n"
