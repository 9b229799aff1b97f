"""Opens the documentation and the report, in both languages, in Chromium.

Accessibility, width, what is fetched, and a picture of each (`make check-pages`); no pictures with
`PICTURES=no`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build"


def chromium() -> str | None:
    """Where Chromium is: the environment's CHROMIUM, or the first on the path."""
    return os.environ.get("CHROMIUM") or next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )


def missing() -> list[str]:
    """What has to be installed before pages can be checked, each with how."""
    wanted = []
    if chromium() is None:
        wanted.append(
            "Chromium: apt-get install chromium (or set CHROMIUM to the path of a Chromium or"
            " Chrome)"
        )
    if shutil.which("node") is None:
        wanted.append("Node.js 18 or newer: apt-get install nodejs npm")
    elif shutil.which("npm") is None:
        wanted.append("npm: apt-get install npm")
    if shutil.which("pdftotext") is None:
        wanted.append("pdftotext: apt-get install poppler-utils")
    return wanted


def install() -> None:
    """axe-core and what drives the browser, at the versions of the lock file, in the ignored folder
    `tests/pages/node_modules`.
    """
    mark = HERE / "node_modules" / ".package-lock.json"
    if not mark.exists() or mark.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True)


def check(folders: list[Path], pictures: Path) -> subprocess.CompletedProcess[str]:
    """Every page in the folders; exit code 1 when something was found."""
    command = ["node", str(HERE / "check.mjs"), str(pictures), *map(str, folders)]
    return subprocess.run(
        command, text=True, env={**os.environ, "CHROMIUM": chromium() or ""}, check=False
    )


def main() -> int:
    if wanted := missing():
        print("Pages cannot be checked here. Install:\n  " + "\n  ".join(wanted), file=sys.stderr)
        return 2
    install()
    import ontschotting as on

    reports = []
    for name in ("two-villages", "two-villages-years"):
        for lang in ("nl", "en"):
            reports.append(BUILD / "reports" / f"report-{name}-{lang}")
            on.write_report(on.load_case(name), reports[-1], lang=lang, name=name)
    return check([BUILD / "docs", *reports], BUILD / "pages").returncode


if __name__ == "__main__":
    sys.exit(main())
