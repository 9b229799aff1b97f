"""A small good case as CSV texts, for tests that break it in one place."""

from __future__ import annotations

from pathlib import Path

GOOD: dict[str, str] = {
    "case": "key,value\ntitle,Klein\nopening_work,none\n",
    "regions": "region,name,province\nGM0001,Aa,Noord\nGM0002,Bee,Noord\nGM0003,Cee,\n",
    "streams": (
        "stream,name,counts_as_cofinancing,cofinancing_share,cap_eur_per_unit,min_plan_units,"
        "max_plan_units,spend_within_years,prefinance_years,carry_over_share,assured_years,"
        "overhead_share\nland,Grond,nee,0.5,30000,10,,3,0,0.5,2,0.1\nroad,Weg,,,,,,,,,,\n"
        "own,Eigen"
        " geld,ja,,,,,,,,,\n"
    ),
    "budgets": (
        "stream,level,area,year,amount_eur,awarded\nland,region,GM0001,2026,1000000,nee\n"
        "land,province,Noord,2027,2000000,ja\n"
        "road,national,,2026,500000,\nown,plan,A1,2026,300000,\n"
    ),
    "earmarks": "stream,purpose,plan_type\nland,land,home\nroad,road,\nown,*,\n",
    "exclusions": "stream,excludes\nland,road\n",
    "transfers": "stream,to_stream,share\nland,road,15%\n",
    "plans": (
        "plan,region,plan_type,outcome,capacity_units,first_year,last_year,max_units_per_year\n"
        "A1,GM0001,home,homes,100,2026,2028,50\n"
        "B1,GM0002,home,homes,200,2026,2027,\n"
    ),
    "costs": (
        "plan_type,purpose,eur_per_unit,years_before_delivery\nhome,land,10000,1\nhome,road,5000,\n"
    ),
    "ceilings": "stream,level,area,year,max_eur\nroad,province,Noord,2026,400000\n",
    "minimum_shares": "stream,level,outcome,min_share\nland,region,homes,50%\n",
    "limits": "level,area,year,outcome,max_units\nnational,,2026,homes,120\n",
    "outcomes": "outcome,unit,weight,additional_share\nhomes,home,1,0.8\n",
    "targets": "level,area,year,outcome,units\nprovince,Noord,,homes,150\n",
    "sources": "source,title\ns1,Een bron\n",
}


def write_good(folder: Path, **changed: str | None) -> Path:
    """Write the good case with some tables changed; None leaves a table out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {**GOOD, **changed}.items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def broken(table: str, old: str, new: str) -> dict[str, str]:
    """The good case with one text replaced in one table."""
    assert GOOD[table].count(old) >= 1, f"{old!r} is not in {table}"
    return {table: GOOD[table].replace(old, new, 1)}
