"""`ontschotting cases`: the bundled cases."""

from __future__ import annotations

from ontschotting.cli.app import app
from ontschotting.cli.options import Json, Lang, check_lang
from ontschotting.cli.printing import print_json


@app.command()
def cases(as_json: Json = False, lang: Lang = "nl") -> None:
    """The bundled cases."""
    from ontschotting.datasets.bundled import cases as bundled

    check_lang(lang)
    frame = bundled()
    if as_json:
        print_json({"cases": frame.to_dicts()})
    else:
        for row in frame.iter_rows(named=True):
            many, one = {
                "nl": (("gebieden", "stromen"), ("gebied", "stroom")),
                "en": (("regions", "streams"), ("region", "stream")),
            }[lang]
            regions, streams = (
                (one if row[name] == 1 else many)[place]
                for place, name in enumerate(("regions", "streams"))
            )
            print(
                f"{row['name']:<28} {row['regions']:>4} {regions:<8}  {row['streams']:>3}"
                f" {streams:<7}  {row['title']}"
            )
