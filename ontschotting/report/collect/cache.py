"""Keep the data of reports on disk, so that a second report of the same case takes seconds."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import platform
import zlib
from dataclasses import dataclass, replace
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import platformdirs

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, as_solver, open_backend
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.report.collect.collect import collect
from ontschotting.report.collect.report_data import ReportData
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.progress import ReportProgress

VARIABLE = "ONTSCHOTTING_CACHE"
"""The environment variable that names another folder, or turns the cache off with `off`."""

MOST_BYTES = 500_000_000
"""The size of the folder above which the reports that were read longest ago are removed."""

_PACKAGE = Path(__file__).parents[2]
_LIBRARIES = ("numpy", "polars", "scipy", "highspy", "pulp")
_ALLOWED = {("polars.dataframe.frame", "DataFrame"), ("polars.series.series", "Series")}
_ALLOWED |= {("pathlib", name) for name in ("Path", "PosixPath", "WindowsPath")}
"""Classes from elsewhere that the data of a report is made of."""


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None where the environment variable turns it off."""
    choice = os.environ.get(VARIABLE, "")
    if choice.lower() in ("off", "0", "no", "false"):
        return None
    return Path(choice) if choice else platformdirs.user_cache_path("ontschotting")


def cache_key(
    case: Case, beside: Path | None, solver: SolverChoice, regime: Regime = INTEGRAL
) -> str:
    """Return a hash of everything that the data of a report depends on.

    The code of this library and the libraries that it computes with, the solver, the tables of the
    case, and the tables beside it.

    Args:
        case: The case
        beside: Where the case lies; None where nothing lies beside it
        solver: A name or a `Solver`
        regime: Which walls fall
    """
    digest = hashlib.sha256()
    for text in (*_installation(), repr(as_solver(solver)), open_backend(solver).name):
        digest.update(text.encode() + b"\0")
    digest.update(case.fingerprint.encode())
    # A set of walls is written in an order that differs from one process to the next.
    lifts = [(sorted(lift.walls), replace(lift, walls=frozenset())) for lift in regime.lifts]
    digest.update(f"{regime.name} {lifts}".encode())
    if beside is not None:
        for path in sorted([*beside.glob("*.csv"), *beside.glob("variants/*/*.csv")]):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(beside)}\0{content}\0".encode())
    return digest.hexdigest()


def _installation() -> list[str]:
    """Return what tells this installation from another version, also while it is being changed."""
    files = sorted(_PACKAGE.rglob("*.py"))
    stamps = [
        f"{path.relative_to(_PACKAGE)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in files
    ]
    versions = [f"{name} {metadata.version(name)}" for name in _LIBRARIES]
    return [__version__, platform.python_version(), *versions, *stamps]


@dataclass(frozen=True)
class ReportCache:
    """The data of reports in a folder, each in a file with a checksum.

    A file that is missing, damaged or of another question is not used, and the cache never stops a
    report: what cannot be written is not kept. Reading a file makes objects of this library and
    tables of polars, and can run nothing else.

    Attributes:
        folder: Where the files are; None keeps nothing
    """

    folder: Path | None

    def read(self, key: str) -> ReportData | None:
        """Return the data of a report, or None where the cache does not have it.

        Args:
            key: What `cache_key` returned
        """
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            checksum, content = path.read_bytes().split(b"\n", 1)
            if checksum != _checksum(key, content):
                return None
            data = _DataUnpickler(io.BytesIO(zlib.decompress(content))).load()
            os.utime(path)
        except Exception:  # whatever is wrong with a file, the report can be computed
            return None
        return data if isinstance(data, ReportData) else None

    def write(self, key: str, data: ReportData) -> None:
        """Keep the data of a report.

        Args:
            key: What `cache_key` returned
            data: The data
        """
        if self.folder is None:
            return
        content = zlib.compress(pickle.dumps(data, protocol=5), level=1)
        try:
            with atomic_path(self._path(key)) as path:
                path.write_bytes(_checksum(key, content) + b"\n" + content)
            self._remove_oldest()
        except (OSError, QuestionError):
            return

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{key}.report"

    def _remove_oldest(self) -> None:
        """Remove the files that were read longest ago, until the rest is small enough."""
        assert self.folder is not None
        files = [(path.stat(), path) for path in self.folder.glob("*.report")]
        size = 0
        for stat, path in sorted(files, key=lambda file: -file[0].st_mtime_ns):
            size += stat.st_size
            if size > MOST_BYTES:
                path.unlink(missing_ok=True)


def collect_or_read(
    case: Case,
    progress: ReportProgress | None,
    beside: Path | None,
    solver: SolverChoice,
    cache: ReportCache,
    regime: Regime = INTEGRAL,
) -> ReportData:
    """Return the data of a report: from the cache, or computed and then kept there.

    Args:
        case: The case
        progress: Called with a few words at each step
        beside: Where the case lies, for the tables beside it
        solver: `highs`, or a `Solver`
        cache: Where the data are kept
        regime: Which walls fall
    """
    if cache.folder is None:
        return collect(case, progress, beside, solver, regime)
    key = cache_key(case, beside, solver, regime)
    data = cache.read(key)
    if data is None:
        data = collect(case, progress, beside, solver, regime)
        cache.write(key, data)
    return data


def _checksum(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + content).hexdigest().encode()


class _DataUnpickler(pickle.Unpickler):
    """Reads the data of a report, and refuses everything that is not data."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that may be in the data of a report; raise for anything else."""
        if module.split(".")[0] == __name__.split(".")[0] or (module, name) in _ALLOWED:
            kind = getattr(import_module(module), name, None)
            if isinstance(kind, type) and (kind.__module__ == module or (module, name) in _ALLOWED):
                return kind
        raise pickle.UnpicklingError(f"{module}.{name} is no data of a report")
