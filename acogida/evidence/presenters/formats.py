"""A selection of figures as JSON and as SDMX-CSV, and the HXL tags of our columns."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from acogida.core.text import in_language
from acogida.documents.tables import OutSheet, write_csv, write_xlsx
from acogida.evidence.disclosure import Hidden
from acogida.evidence.models import Indicator
from acogida.evidence.presenters.tables import HEADERS, as_cells
from acogida.evidence.store import Row

# HXL 1.1 hashtags of our columns, for files that humanitarian tools read. https://hxlstandard.org
HXL = {
    "indicator": "#indicator+code",
    "territory": "#adm+code",
    "territory_name": "#adm+name",
    "period": "#date+period",
    "origin": "#country+origin+code",
    "origin_name": "#country+origin+name",
    "sex": "#sex",
    "age": "#age",
    "value": "#value",
    "unit": "#indicator+unit",
    "note": "#meta+note",
    "dataset": "#meta+dataset",
    "edition": "#meta+edition",
}
# SDMX 3.0, cross-domain code lists CL_SEX, CL_OBS_STATUS and CL_CONF_STATUS.
SDMX_SEX = {"all": "_T", "female": "F", "male": "M", "other": "_O", "unknown": "_U"}
SDMX_HEADERS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "REF_AREA", "COUNTERPART_AREA", "SEX", "AGE",
    "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS",
)  # fmt: skip
UNITS = {"persons": "PS", "percent": "PT", "usd": "USD", "score": "SCORE"}


def file_of(
    kind: str,
    rows: Sequence[Row],
    *,
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    hxl: bool,
    about: Mapping[str, Any],
) -> tuple[bytes, str]:
    """The figures in a format (csv, xlsx, json, sdmx) and the ending of its file. `about` heads the JSON."""
    if kind == "json":
        return as_json(rows, indicators=indicators, names=names, about=about), "json"
    if kind == "sdmx":
        return as_sdmx(rows, indicators=indicators), "csv"
    units = {code: one.unit for code, one in indicators.items()}
    tags = [[HXL[name] for name in HEADERS]] if hxl else []
    cells = chain(tags, as_cells(rows, names=names, units=units))
    if kind == "xlsx":
        return write_xlsx([OutSheet("figures", HEADERS, cells)]), "xlsx"
    return write_csv(HEADERS, cells), "csv"


def as_json(
    rows: Iterable[Row],
    *,
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    about: Mapping[str, Any],
) -> bytes:
    """The figures with what they mean and where they come from; a hidden value is null and says why."""
    figures = [
        {
            **{name: value for name, value in row._asdict().items() if name not in {"dataset", "edition"}},
            "territory_name": names.get(row.territory, row.territory),
            "is_hidden": row.is_hidden,
        }
        for row in rows
    ]
    used = [indicators[code] for code in dict.fromkeys(f["indicator"] for f in figures) if code in indicators]
    described = [
        {
            "code": one.code,
            "title": in_language(one.title),
            "definition": in_language(one.definition),
            "unit": one.unit,
            "dataset": one.dataset.code,
            "publisher": one.dataset.publisher,
            "edition": one.dataset.edition,
            "licence": one.dataset.licence,
            "source_url": one.dataset.source_url,
        }
        for one in used
    ]
    whole = {**about, "indicators": described, "figures": figures}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def as_sdmx(rows: Iterable[Row], *, indicators: Mapping[str, Indicator]) -> bytes:
    """SDMX-CSV 2.0.0, one dataflow for each indicator (`ACOGIDA:MIGRANT_STOCK(1.0)`).

    A hidden figure has no value and OBS_STATUS Q (suppressed); CONF_STATUS says whether it is small
    itself (A) or hides another (D). Projections are F, incomplete years P.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(SDMX_HEADERS)
    for row in rows:
        code = _sdmx_id(row.indicator.upper()).replace("-", "_")
        unit = indicators[row.indicator].unit if row.indicator in indicators else ""
        writer.writerow([
            "dataflow", f"ACOGIDA:{code}(1.0)", "I", code, _sdmx_id(row.territory),
            "_T" if row.origin == "all" else _sdmx_id(row.origin),
            SDMX_SEX.get(row.sex, "_U"), sdmx_age(row.age), row.period,
            "" if row.value is None else repr(row.value).removesuffix(".0"),
            UNITS.get(unit, _sdmx_id(unit) or "UNIT"), _status(row),
            {Hidden.SMALL: "A", Hidden.PROTECTS: "D"}.get(row.flag, "F") if row.is_hidden else "F",  # type: ignore[call-overload] # a flag is a text
        ])  # fmt: skip
    return made.getvalue().encode()


def _status(row: Row) -> str:
    if row.is_hidden:
        return "Q"
    return {"projection": "F", "incomplete": "P"}.get(row.flag, "A")


def sdmx_age(code: str) -> str:
    """`0-4` is Y0T4, `60+` is Y_GE60, a single year Y25 (CL_AGE)."""
    if code in {"all", "unknown"}:
        return {"all": "_T", "unknown": "_U"}[code]
    if code.endswith("+"):
        return f"Y_GE{code[:-1]}"
    low, _dash, high = code.partition("-")
    return f"Y{low}T{high}" if high else f"Y{low}"


def _sdmx_id(text: str) -> str:
    """A code as SDMX allows them: letters, digits, @, $, _ and -."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "@$_-") else "_" for c in text)
