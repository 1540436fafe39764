"""Makes the tables beside this file from the raw sets; run by hand when a raw set has a new edition.

    python acogida/territories/data/prepare.py FOLDER

FOLDER holds 00_reference/, 02_population/ and 06_territory/ as the README describes them. Codes and
slugs are lasting: compare the new slugs with the old before committing.
"""

import csv
import gzip
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale

HERE = Path(__file__).parent
LANGUAGES = ("es", "en", "pt", "fr")
FIELDS = [
    "code",
    "level",
    "parent",
    "country",
    "name",
    "names",
    "slug",
    "iso2",
    "m49",
    "code_system",
    "lat",
    "lon",
    "population",
    "population_year",
    "population_source",
    "prominence",
    "is_lac",
]
NOT_PLACES = {"AB9", "STL", "TIB", "OOS", "OOO"}  # statistical residuals of the source
NOT_LISTED = {
    "ANT",
    "BVT",
    "SGS",
}  # dissolved in 2010, or nobody lives there: kept, not among LAC's countries
NAMES = {  # where CLDR has none, or the United Nations' name differs in a way that matters
    "ANT": ("Antillas Neerlandesas", "Netherlands Antilles", "Antilhas Holandesas", "Antilles néerlandaises"),
    "XCX": ("Islas del Canal", "Channel Islands", "Ilhas do Canal", "Îles Anglo-Normandes"),
    "FLK": (
        "Islas Malvinas (Falkland Islands)",
        "Falkland Islands (Malvinas)",
        "Ilhas Malvinas (Falkland)",
        "Îles Falkland (Malvinas)",
    ),
    "TWN": (
        "Taiwán, Provincia de China",
        "Taiwan Province of China",
        "Taiwan, Província da China",
        "Taïwan, Province de Chine",
    ),
    "XKX": (
        "Kosovo (resolución 1244)",
        "Kosovo (SCR 1244)",
        "Kosovo (resolução 1244)",
        "Kosovo (résolution 1244)",
    ),
    "PSE": ("Estado de Palestina", "State of Palestine", "Estado da Palestina", "État de Palestine"),
}
REGION_NAMES = {  # M49's own where CLDR's everyday name differs
    "001": ("Mundo", "World", "Mundo", "Monde"),
    "419": (
        "América Latina y el Caribe",
        "Latin America and the Caribbean",
        "América Latina e Caribe",
        "Amérique latine et Caraïbes",
    ),
    "005": ("América del Sur", "South America", "América do Sul", "Amérique du Sud"),
    "013": ("América Central", "Central America", "América Central", "Amérique centrale"),
    "021": ("América septentrional", "Northern America", "América Setentrional", "Amérique septentrionale"),
    "035": ("Asia sudoriental", "South-eastern Asia", "Sudeste Asiático", "Asie du Sud-Est"),
    "053": (
        "Australia y Nueva Zelandia",
        "Australia and New Zealand",
        "Austrália e Nova Zelândia",
        "Australie et Nouvelle-Zélande",
    ),
    "057": ("Micronesia (región)", "Micronesia (region)", "Micronésia (região)", "Micronésie (région)"),
}
WITH_OFFICIAL_CODES = {"MEX", "BRA", "COL", "CHL", "PER"}
DIVISION_NAMES = {"MX-CMX": "Ciudad de México", "CO-DC": "Bogotá, D.C.", "CL-BI": "Biobío"}
NUBLE = {"admin1_id": "CL-NB", "iso3": "CHL", "name": "Ñuble", "lat": "", "lon": ""}
BY_OFFICIAL_CODE = {  # divisions whose official name is longer than Natural Earth's
    ("CHL", "06"): "CL-LI",
    ("CHL", "08"): "CL-BI",
    ("CHL", "11"): "CL-AI",
    ("CHL", "12"): "CL-MA",
    ("CHL", "13"): "CL-RM",
    ("CHL", "16"): "CL-NB",
    ("COL", "11"): "CO-DC",
    ("MEX", "05"): "MX-COA",
    ("MEX", "09"): "MX-CMX",
    ("MEX", "16"): "MX-MIC",
    ("MEX", "30"): "MX-VER",
}
WPP = "UN DESA, World Population Prospects 2024"
GEONAMES = "GeoNames"
Row = dict[str, Any]


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(*parts: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(" ".join(parts))).strip("-")[:190]


def read(path: Path) -> Iterator[dict[str, str]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))


def regions(rows: Iterable[dict[str, str]]) -> list[Row]:
    """The world and the M49 regions that have a country, each under the one that holds it."""
    parents = {"001": ""}
    for row in rows:
        above = "001"
        for code in (row["region_code"], row["subregion_code"], row["intregion_code"]):
            if code:
                parents.setdefault(code, above)
                above = code
    found = []
    for code, parent in parents.items():
        given = REGION_NAMES.get(code) or [str(Locale(lang).territories[code]) for lang in LANGUAGES]
        names = dict(zip(LANGUAGES, given, strict=True))
        found.append(
            {
                "code": f"M49:{code}",
                "level": "region" if parent else "world",
                "parent": f"M49:{parent}" if parent else "",
                "name": names["es"],
                "names": names,
                "slug": slug(names["es"]),
                "m49": int(code),
                "is_lac": code in {"419", "029", "013", "005"},
            }
        )
    return found


def countries(rows: Iterable[dict[str, str]], population: dict[str, Row]) -> list[Row]:
    found = []
    for row in rows:
        iso3 = row["iso3"]
        given = NAMES.get(iso3) or tuple(row[f"name_{lang}"] for lang in LANGUAGES)
        names = dict(zip(LANGUAGES, given, strict=True))
        region = row["intregion_code"] or row["subregion_code"] or row["region_code"] or "001"
        found.append(
            {
                "code": iso3,
                "level": "country",
                "parent": f"M49:{region}",
                "name": names["es"],
                "names": names,
                "slug": slug(names["es"]),
                "iso2": "TW" if iso3 == "TWN" else "" if iso3 == "XCX" else row["iso2"],
                "m49": row["m49"].lstrip("0"),
                "is_lac": row["is_lac"] == "1" and iso3 not in NOT_LISTED,
                **population.get(iso3, {}),
            }
        )
    return found


def divisions(rows: Iterable[dict[str, str]], by_code: dict[str, Row]) -> list[Row]:
    found = []
    for row in rows:
        name = DIVISION_NAMES.get(row["admin1_id"], row["name"])
        found.append(
            {
                "code": row["admin1_id"],
                "level": "division",
                "parent": row["iso3"],
                "country": row["iso3"],
                "name": name,
                "slug": slug(by_code[row["iso3"]]["name"], name),
                "lat": row["lat"],
                "lon": row["lon"],
                "is_lac": True,
            }
        )
    return found


def spelled(name: str) -> str:
    """Peru's list writes every word with a capital: San Marcos De Rocchac."""
    lower = re.sub(r"(?<= )(De|Del|Y|E)(?= )", lambda m: m[0].lower(), name)
    return re.sub(r"(?<= de )(La|Las|Los|El)(?= )", lambda m: m[0].lower(), lower)


def division_of(row: dict[str, str], by_name: dict[tuple[str, str], str]) -> str:
    iso3, code = row["iso3"], row["admin1_code"]
    if iso3 == "BRA":
        return f"BR-{row['admin1_abbr']}"
    if row["admin2_code"] == "1501":
        return "PE-LMA"
    return BY_OFFICIAL_CODE.get((iso3, code)) or by_name[iso3, fold(row["admin1_name"])]


def municipalities(rows: Iterable[dict[str, str]], by_name: dict[tuple[str, str], str]) -> list[Row]:
    found = []
    for row in rows:
        approximate = row["population_source"].startswith("derived")
        official = row["population"] and not approximate
        source = row["population_source"].replace(" (mxmaps)", "")
        size = row["population"] or row["population_geonames"]
        found.append(
            {
                "code": f"{row['iso3']}:{row['code']}",
                "level": "municipality",
                "parent": division_of(row, by_name),
                "country": row["iso3"],
                "name": spelled(row["name"]) if row["iso3"] == "PER" else row["name"],
                "slug": slug(row["iso3"], row["name"], row["admin1_name"]),
                "more": row["admin2_name"] or row["code"],
                "code_system": row["code_system"],
                "lat": row["lat"],
                "lon": row["lon"],
                "population": row["population"] if official else "",
                "population_year": row["population_year"] if official else "",
                "population_source": source if official else "",
                "prominence": size or "0",
                "is_lac": True,
            }
        )
    return found


def places(rows: Iterable[dict[str, str]]) -> list[Row]:
    kept = [row for row in rows if row["iso3"] not in WITH_OFFICIAL_CODES]
    kept.sort(key=lambda row: (-int(row["population"] or 0), int(row["geonameid"])))
    found = []
    for row in kept:
        known = int(row["population"] or 0)
        found.append(
            {
                "code": f"{row['iso3']}:gn{row['geonameid']}",
                "level": "place",
                "parent": row["admin1_id"] or row["iso3"],
                "country": row["iso3"],
                "name": row["name"],
                "slug": slug(row["iso3"], row["name"]),
                "more": row["admin1_name"],
                "code_system": GEONAMES,
                "lat": row["lat"],
                "lon": row["lon"],
                "population": known or "",
                "population_source": GEONAMES if known else "",
                "prominence": known,
                "is_lac": True,
            }
        )
    return found


def with_unique_slugs(rows: list[Row]) -> list[Row]:
    """The first (of places: the biggest) keeps the short slug; the others say more, then their code."""
    taken: set[str] = set()
    for row in rows:
        for extra in ((), (row.get("more", ""),), (row.get("more", ""), row["code"].split(":")[-1])):
            candidate = slug(row["slug"], *extra)
            if candidate not in taken:
                row["slug"] = candidate
                break
        assert row["slug"] not in taken, row
        taken.add(row["slug"])
    return rows


def write(name: str, rows: list[Row]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    for row in rows:
        names = json.dumps(row["names"], ensure_ascii=False) if row.get("names") else ""
        prominence = row.get("prominence") or row.get("population") or 0
        writer.writerow({**row, "names": names, "prominence": prominence, "is_lac": int(row["is_lac"])})
    (HERE / name).write_bytes(gzip.compress(out.getvalue().encode(), mtime=0))
    print(name, len(rows))


def main(folder: Path) -> None:
    known = [r for r in read(folder / "00_reference/countries.csv") if r["iso3"] not in NOT_PLACES]
    population = {
        row["iso3"]: {
            "population": round(float(row["population"])),
            "population_year": int(row["year"]),
            "population_source": WPP,
        }
        for row in read(folder / "02_population/population_country_year.csv.gz")
        if row["year"] == "2023" and row["variant"] == "estimate"
    }
    top = [*regions(known), *countries(known, population)]
    by_code = {row["code"]: row for row in top}
    areas = [*read(folder / "06_territory/admin1_lac.csv"), NUBLE]
    named = divisions(areas, by_code)
    by_name = {(row["country"], fold(row["name"])): row["code"] for row in named}
    official = municipalities(read(folder / "06_territory/municipalities_official_codes.csv"), by_name)
    others = places(read(folder / "06_territory/cities_lac_geonames.csv"))
    rows = with_unique_slugs([*top, *named, *official, *others])
    codes = {row["code"] for row in rows}
    assert len(codes) == len(rows)
    assert all(not row.get("parent") or row["parent"] in codes for row in rows)
    write("countries.csv.gz", rows[: len(top) + len(named)])
    write("municipalities.csv.gz", rows[len(top) + len(named) :])
    for name, target in (("admin0_americas", "countries"), ("admin1_lac", "divisions")):
        raw = (folder / f"06_territory/{name}_simplified.geojson").read_bytes()
        (HERE / f"{target}.geojson.gz").write_bytes(gzip.compress(raw, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
