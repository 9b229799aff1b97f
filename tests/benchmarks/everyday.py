"""What an analyst waits for.

A comparison of the Netherlands, a draw beside it, a first chart, and the report. Each in a process
of its own.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_COMPARE = """
import json, statistics, time
import ontschotting as on
from ontschotting.measures.uncertainty.draw_values import values_of
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.measures.uncertainty.sweep_result import HEADLINES
from ontschotting.regime.presets import INTEGRAL
case = on.load_case("nederland")
regime = INTEGRAL.with_awarded()
def seconds(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu
compared, drawn, apart = [], [], []
draws = SeededDraws(1)
for draw in range({draws}):
    # Side by side, one after the other, so that a busy moment of the machine falls on each.
    there = draws.case_of(case, draw)
    drawn.append(seconds(lambda: values_of(draws.case_of(case, draw), regime, HEADLINES, ("highs", \
None))))
    apart.append(seconds(lambda: on.compare(there, regime)))
    compared.append(seconds(lambda: on.compare(case, regime)))
found = {{}}
for name, times in (("compare", compared), ("draw", drawn), ("compare_of_a_draw", apart)):
    found[f"{{name}}_s"], found[f"{{name}}_cpu_s"] = (statistics.median(one[k] for one in times) \
for k in (0, 1))
found["draw_ratios"] = sorted(a[1] / b[1] for a, b in zip(drawn, compared))
found["draws"] = {draws}
print(json.dumps(found))
"""

_CHART = """
import ontschotting as on
figure = on.compare(on.load_case("two-villages")).plot().figure
figure.savefig({path!r}, dpi=100)
"""


def everyday(draws: int = 7, repeats: int = 5) -> dict[str, Any]:
    """Seconds on the clock and of the processor.

    Medians of `draws` draws and of `repeats` first charts, and one report.
    """
    compared = json.loads(_run(_COMPARE.format(draws=draws)).strip().splitlines()[-1])
    with tempfile.TemporaryDirectory() as folder:
        charts = [
            _timed([sys.executable, "-c", _CHART.format(path=str(Path(folder) / "chart.png"))])
            for _ in range(repeats)
        ]
        command = "from ontschotting.cli.run import main; main()"
        report = _timed(
            [
                sys.executable,
                "-c",
                command,
                "report",
                "nederland",
                "--out",
                str(Path(folder) / "report"),
            ]
        )
    return {**compared, "first_chart_s": statistics.median(charts), "report_s": report}


def _run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True
    ).stdout


def _timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return time.perf_counter() - start
