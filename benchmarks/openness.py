"""What leaves and comes back whole among 100,000 practices: API lists, open data, an installation."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measure import Row, forget_peak, median, p95, peak_megabytes, times

SIZE = 100_000
PAGE = 100
AT_ONCE = 2_000


def rows(size: int = SIZE) -> Iterator[Row]:
    """In a database that is thrown away; `size` practices, each told in two languages and frozen."""
    from django.test.runner import DiscoverRunner  # noqa: PLC0415 -- settings first

    runner = DiscoverRunner(verbosity=0, interactive=False)
    kept = runner.setup_databases()
    try:
        _fill(size)
        yield from list_rows(size)
        yield from transfer_rows(size)
        yield from dump_rows(size)  # last: what it leaves in memory is not to be counted to the others
    finally:
        runner.teardown_databases(kept)


def list_rows(size: int) -> Iterator[Row]:
    """The first page, the one in the middle and the last cost the same."""
    from django.test import Client  # noqa: PLC0415 -- settings first

    from acogida.practices.models import Practice  # noqa: PLC0415 -- as above

    client, last = Client(), size // PAGE
    keys = list(Practice.objects.order_by("pk").values_list("pk", flat=True))
    first = 0.0
    for page in (1, last // 2, last):
        address = f"/api/v1/practices?limit={PAGE}"
        if page > 1:
            address += f"&cursor={keys[(page - 1) * PAGE - 1]}"

        def ask(address: str = address) -> None:
            answer = client.get(address)
            if answer.status_code != 200 or len(answer.json()["items"]) != PAGE:
                raise LookupError(f"{address}: {answer.status_code}")

        found = times(ask, runs=20)
        first = first or median(found)
        yield Row(
            f"API list of {size:,} practices, page {page:,} of {PAGE} each",
            f"{median(found):.1f} ms, p95 {p95(found):.1f} ms",
            "" if page == 1 else "≤ 1.5 × the first page",
            kept=None if page == 1 else median(found) <= 1.5 * first,
        )


def dump_rows(size: int) -> Iterator[Row]:
    from django.utils import timezone  # noqa: PLC0415 -- settings first

    from acogida.api.opendata.making import make  # noqa: PLC0415 -- as above

    # Nearly all of it is the shipped figures, which DuckDB puts in order in memory.
    made, seconds, peak = _measured(lambda: make(timezone.now()))
    yield Row(
        f"open data of the night with {size:,} practices",
        f"{seconds:.0f} s, {made.size / 1e6:.0f} MB, at most {peak:.0f} MB of memory",
    )


def transfer_rows(size: int) -> Iterator[Row]:
    """Out, and into an installation that was emptied; every table is held against its sum on the way."""
    from django.core.management import call_command  # noqa: PLC0415 -- settings first
    from django.utils import timezone  # noqa: PLC0415 -- as above

    from acogida.core.transfer import archive  # noqa: PLC0415 -- as above

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "acogida.zip"
        sent, seconds, peak = _measured(lambda: archive.send(file, at=timezone.now()))
        count = sum(table["rows"] for table in sent["tables"].values())
        yield Row(
            f"whole export, {count:,} rows of {size:,} practices",
            f"{seconds:.0f} s, {file.stat().st_size / 1e6:.0f} MB, at most {peak:.0f} MB of memory",
            "≤ 400 MB of memory",
            kept=peak <= 400,
        )
        call_command("flush", interactive=False, verbosity=0)
        came, seconds, peak = _measured(lambda: archive.bring_in(file))
        if came["tables"] != sent["tables"]:
            raise LookupError("what came is not what was sent")
        yield Row(
            f"whole import, {count:,} rows of {size:,} practices",
            f"{seconds:.0f} s, at most {peak:.0f} MB of memory",
            "≤ 400 MB of memory",
            kept=peak <= 400,
        )


def _measured(do: Callable[[], Any]) -> tuple[Any, float, float]:
    """What it gave, how many seconds it took, and the most memory that the process held meanwhile."""
    forget_peak()
    began = perf_counter()
    made = do()
    return made, perf_counter() - began, peak_megabytes()


def _fill(size: int) -> None:
    """One practice as a town publishes it, and so many like it, each with its own code and words."""
    from django.db.models import F, OuterRef, Subquery  # noqa: PLC0415 -- settings first

    from acogida.core.frozen import hash_of  # noqa: PLC0415 -- as above
    from acogida.practices.models import Practice, PracticeText, PracticeVersion  # noqa: PLC0415 -- as above
    from acogida.practices.tests.factories import Town  # noqa: PLC0415 -- as above

    model = Town().published()
    version, texts = model.versions.get(), list(model.texts.all())
    plain = {
        field.attname: getattr(model, field.attname)
        for field in Practice._meta.concrete_fields
        if field.attname not in {"id", "code", "slug", "current_version_id", "state"}
    }
    for start in range(1, size, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, size))
        made = Practice.objects.bulk_create(
            Practice(code=f"B{n}", slug=f"b-{n}", state="draft", **plain) for n in numbers
        )
        frozen = [(one, {**version.content, "code": one.code}) for one in made]
        PracticeVersion.objects.bulk_create(
            PracticeVersion(
                practice=one,
                number=1,
                content=content,
                sha256=hash_of(content),
                published_by="bench",
                published_at=version.published_at,
            )
            for one, content in frozen
        )
        PracticeText.objects.bulk_create(
            PracticeText(
                practice=one,
                language=language,
                status="original" if language == texts[0].language else "human",
                title=f"{texts[0].title} {one.code}",
                summary=texts[0].summary,
                description=texts[0].description,
                updated_at=texts[0].updated_at,
            )
            for one in made
            for language in (texts[0].language, "pt")
        )
    own = PracticeVersion.objects.filter(practice=OuterRef("pk")).values("pk")[:1]
    Practice.objects.filter(state="draft").update(
        current_version=Subquery(own), state="published", first_published_at=F("created_at")
    )
