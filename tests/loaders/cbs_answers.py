"""A stand-in for the open-data service of CBS.

Small MADE-UP answers in the form of its OData feed, served on this machine. No figure in it is
real.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REGIONS = {
    "NL01  ": "Nederland",
    "GM0014": "Groningen (gemeente)",
    "GM0034": "Almere",
    "GM9999": "Verzonnen fusie",
}
PERIODS = {"2023JJ00": "Definitief", "2024JJ00": "Definitief", "2025JJ00": "Voorlopig"}


def made_up() -> dict[str, dict[str, Any]]:
    """The answers per table.

    The topic, the categories beside region and period, and a row per region and year.
    """
    tables: dict[str, dict[str, Any]] = {
        "03759ned": {
            "topic": "BevolkingOp1Januari_1",
            "title": "Bevolking (VERZONNEN)",
            "dims": {
                "Geslacht": ["T001038", "3000   "],
                "Leeftijd": ["10000"],
                "BurgerlijkeStaat": ["T001019"],
            },
            "base": 1000,
        },
        "85035NED": {
            "topic": "BeginstandWoningvoorraad_1",
            "title": "Woningvoorraad (VERZONNEN)",
            "dims": {"Woningtype": ["T001100"], "Woningkenmerk": ["T001727"]},
            "base": 400,
        },
        "86098NED": {
            "topic": "NieuwbouwTotaal_6",
            "title": "Levensloop van woningen (VERZONNEN)",
            "dims": {"Gebruiksfunctie": ["A045364", "A045374"]},
            "base": 5,
        },
    }
    for table in tables.values():
        rows = []
        for step, period in enumerate(PERIODS):
            parts = {
                "GM0014": table["base"] + step,
                "GM0034": 2 * table["base"] + step,
                "GM9999": None if step == 0 else table["base"],
            }
            parts["NL01  "] = sum(value for value in parts.values() if value is not None)
            rows += [
                {"RegioS": region, "Perioden": period, table["topic"]: value}
                for region, value in parts.items()
            ]
        table["rows"] = rows
    return tables


@contextmanager
def served(tables: dict[str, dict[str, Any]], page: int = 5) -> Iterator[tuple[str, list[str]]]:
    """Serves the answers and gives the address, and the filters that were asked for.

    A page holds `page` rows, so that the client must follow links.
    """
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            _, _, _, code, name = url.path.split("/")
            if code not in tables:
                self.send_error(404)
                return
            table, query = tables[code], parse_qs(url.query)
            answer: dict[str, Any]
            if name == "":
                answer = {
                    "value": [
                        {"name": one}
                        for one in (
                            "TableInfos",
                            "UntypedDataSet",
                            "TypedDataSet",
                            "DataProperties",
                            "CategoryGroups",
                            *table["dims"],
                            "RegioS",
                            "Perioden",
                        )
                    ]
                }
            elif name in ("TypedDataSet", "UntypedDataSet"):
                start = int(query.get("$skip", ["0"])[0])
                if start == 0:
                    asked.append(query["$filter"][0])
                rows = table["rows"][start : start + page]
                if name == "UntypedDataSet":
                    rows = [
                        {
                            key: (
                                f"{'.' if value is None else value:>8}"
                                if key == table["topic"]
                                else value
                            )
                            for key, value in row.items()
                        }
                        for row in rows
                    ]
                answer = {"value": rows}
                if start + page < len(table["rows"]):
                    answer["odata.nextLink"] = (
                        f"http://{self.headers['Host']}{url.path}?$skip={start + page}"
                    )
            elif name == "TableInfos":
                answer = {"value": [{"Title": table["title"], "Modified": "2026-05-01T02:00:00"}]}
            elif name == "RegioS":
                answer = {"value": [{"Key": key, "Title": title} for key, title in REGIONS.items()]}
            elif name == "Perioden":
                answer = {
                    "value": [
                        {"Key": key, "Title": key[:4], "Status": status}
                        for key, status in PERIODS.items()
                    ]
                }
            else:
                answer = {
                    "value": [
                        {"Key": key, "Title": f"made up {key}"}
                        for key in table["dims"].get(name, [])
                    ]
                }
            body = table.get("raw", json.dumps(answer)).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """No lines on the screen."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
