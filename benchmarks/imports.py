"""A municipality's file on its way in: read and tried dry, in a process of its own; time and peak memory."""

import io
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection

from benchmarks.measure import Row, peak_megabytes

ROWS = 20_000
COUNTRIES = ("Honduras", "Haití", "Perú", "Colombia", "Venezuela", "Bolivia", "Cuba", "Chile")
HEAD = ("mes", "lugar", "sexo", "edad", "país de origen", "personas")


def _cells() -> Iterator[tuple[object, ...]]:
    for i in range(ROWS):
        month = f"{2015 + i // 16 // 8 // 12 % 10}-{i // 16 // 8 % 12 + 1:02}"
        age = ("0-17", "18-29", "30-59", "60+")[i // 2 % 4]
        yield (
            month,
            f"Barrio {i // 15360}",
            ("mujer", "hombre")[i % 2],
            age,
            COUNTRIES[i // 8 % 8],
            i % 90 + 1,
        )


def _written(kind: str) -> bytes:
    from acogida.documents.tables import OutSheet, write_csv, write_xlsx  # noqa: PLC0415 -- after setup

    if kind == "xlsx":
        return write_xlsx([OutSheet("cifras", HEAD, _cells())])
    made = io.StringIO()
    for row in (HEAD, *_cells()):
        made.write(";".join(map(str, row)) + "\r\n")
    return write_csv(HEAD, _cells()) if kind == "csv" else made.getvalue().encode("latin-1")


def _try_dry(pipe: Connection, kind: str) -> None:
    import django  # noqa: PLC0415 -- settings first

    django.setup()
    from acogida.documents.tables import read_table  # noqa: PLC0415 -- after setup
    from acogida.evidence.tabular import columns, personal  # noqa: PLC0415 -- after setup
    from acogida.evidence.tabular.checking import Known, check  # noqa: PLC0415 -- after setup
    from acogida.evidence.tabular.words import plain  # noqa: PLC0415 -- after setup

    known = Known(
        {plain(f"Barrio {i}"): f"B{i}" for i in range(4)},
        "B0",
        {plain(name): name[:3].upper() for name in COUNTRIES},
        2026,
    )
    data = _written(kind)
    before = peak_megabytes()
    began = time.process_time()
    sheet = read_table(data, f"cifras.{'csv' if kind != 'xlsx' else kind}")
    assert personal.find(sheet) == []
    outcome = check(sheet, columns.guess(sheet), known)
    took = time.process_time() - began
    assert len(outcome.cells) + len(outcome.refusals) == ROWS
    pipe.send((took, before, peak_megabytes()))


def rows() -> Iterator[Row]:
    context = get_context("spawn")
    for kind, words in (("csv", "CSV, UTF-8"), ("latin", "CSV, Latin-1 with semicolons"), ("xlsx", "XLSX")):
        ours, theirs = context.Pipe()
        child = context.Process(target=_try_dry, args=(theirs, kind))
        child.start()
        took, before, peak = ours.recv()
        child.join()
        yield Row(
            f"import, dry run of {ROWS:,} rows, {words}",
            f"{took:.1f} s of processor, peak memory {peak:.0f} MB (+{peak - before:.0f})",
            "≤ 5 s, ≤ 200 MB",
            kept=took <= 5 and peak <= 200,
        )
