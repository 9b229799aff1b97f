"""Writes a program to an LP or MPS file that any solver reads and a person can follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ontschotting.lp.program import Program

_WIDTH = 110


def write_lp(
    program: Program, columns: Sequence[str], rows: Sequence[str], notes: Sequence[str], path: Path
) -> None:
    """The program in CPLEX LP format; `notes` become comments at the top.

    Columns fixed at zero and rows without bounds are left out.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"\\ {note}\n" for note in notes)
        file.write("Minimize\n")
        used = np.flatnonzero(_kept(program) & (program.cost != 0)).tolist()
        file.writelines(
            _expression(
                "value",
                zip(program.cost[used], (columns[j] for j in used), strict=True),
                columns[0],
            )
        )
        file.write("Subject To\n")
        for name, terms, sign, bound in _rows(program, columns, rows):
            file.writelines(_expression(name, terms, columns[0], f" {sign} {bound!r}"))
        file.write("Bounds\n")
        for j in np.flatnonzero(_kept(program)).tolist():
            low, high = float(program.lower[j]), float(program.upper[j])
            if low == high:
                file.write(f" {columns[j]} = {low!r}\n")
            elif low != 0 or np.isfinite(high):
                file.write(
                    f" {low!r} <= {columns[j]}" + (f" <= {high!r}\n" if np.isfinite(high) else "\n")
                )
        file.write("End\n")


def write_mps(
    program: Program, columns: Sequence[str], rows: Sequence[str], notes: Sequence[str], path: Path
) -> None:
    """The program in free MPS format, minimised; `notes` become comments at the top."""
    kept = np.flatnonzero(_kept(program)).tolist()
    listed = list(_rows(program, columns, rows))
    entries: dict[str, list[tuple[str, float]]] = {columns[j]: [] for j in kept}
    for j in np.flatnonzero(_kept(program) & (program.cost != 0)).tolist():
        entries[columns[j]].append(("value", float(program.cost[j])))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"* {note}\n" for note in notes)
        file.write("NAME ontschotting\nROWS\n N value\n")
        kinds = {"<=": "L", ">=": "G", "=": "E"}
        right_hand_sides = []
        for name, terms, sign, bound in listed:
            file.write(f" {kinds[sign]} {name}\n")
            right_hand_sides.append((name, bound))
            for coefficient, column in terms:
                entries[column].append((name, coefficient))
        file.write("COLUMNS\n")
        for column, found in entries.items():
            file.writelines(
                f" {column} {row} {coefficient!r}\n"
                for row, coefficient in found or [("value", 0.0)]
            )
        file.write("RHS\n")
        file.writelines(f" RHS {name} {bound!r}\n" for name, bound in right_hand_sides if bound)
        file.write("BOUNDS\n")
        for j in kept:
            low, high = float(program.lower[j]), float(program.upper[j])
            if low == high:
                file.write(f" FX BND {columns[j]} {low!r}\n")
                continue
            if low:
                file.write(f" LO BND {columns[j]} {low!r}\n")
            if np.isfinite(high):
                file.write(f" UP BND {columns[j]} {high!r}\n")
        file.write("ENDATA\n")


def _kept(program: Program) -> np.ndarray:
    """Columns that can be other than zero."""
    kept: np.ndarray = ~((program.lower == 0) & (program.upper == 0))
    return kept


def _rows(
    program: Program, columns: Sequence[str], rows: Sequence[str]
) -> Iterator[tuple[str, list[tuple[float, str]], str, float]]:
    """(name, terms, sign, bound) of every row with a bound and a term.

    A row bound on two sides becomes two.
    """
    kept, matrix = _kept(program), program.matrix.tocsr()
    for i, name in enumerate(rows):
        low, high = float(program.row_lower[i]), float(program.row_upper[i])
        inside = slice(matrix.indptr[i], matrix.indptr[i + 1])
        terms = [
            (float(value), columns[j])
            for value, j in zip(matrix.data[inside], matrix.indices[inside], strict=True)
            if kept[j]
        ]
        if not terms:
            continue
        if low == high:
            yield name, terms, "=", low
            continue
        if np.isfinite(high):
            yield name, terms, "<=", high
        if np.isfinite(low):
            yield (f"{name}_least" if np.isfinite(high) else name), terms, ">=", low


def _expression(
    name: str,
    terms: Iterator[tuple[float, str]] | list[tuple[float, str]],
    anyone: str,
    ending: str = "",
) -> Iterator[str]:
    """` name: + 2.0 a - 1.0 b <= 3.0` in lines of moderate length."""
    line, empty = f" {name}:", True
    for coefficient, column in terms:
        term = f" {'-' if coefficient < 0 else '+'} {abs(float(coefficient))!r} {column}"
        if len(line) + len(term) > _WIDTH:
            yield line + "\n"
            line = "   "
        line, empty = line + term, False
    yield line + (f" 0 {anyone}" if empty else "") + ending + "\n"
