"""Training: a list of nominees, seats taken by many at once, certificates by the thousand, attendance."""

import io
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.measure import Row, forget_peak, median, p95, peak_megabytes, times

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def rows() -> Iterator[Row]:
    from django.core.management import call_command  # noqa: PLC0415 -- settings first
    from django.db import connections  # noqa: PLC0415 -- as above

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        # A database of its own, so that the one named in the address stays as it is.
        connection.settings_dict["TEST"]["NAME"] = "bench_training"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield from _measured()
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
        return
    with tempfile.TemporaryDirectory() as folder:
        connection.close()
        connection.settings_dict["NAME"] = os.fspath(Path(folder) / "bench.sqlite3")
        call_command("migrate", verbosity=0)
        try:
            yield from _measured()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before


def _measured() -> Iterator[Row]:
    from acogida.training.tests.factories import edition, secretariat, slot  # noqa: PLC0415 -- as above

    by = secretariat()
    of = edition("bench")
    slot(of, seats=6)
    yield from _nominees(of, by)
    yield from _seats(by)
    yield from _certificates(by)
    yield from _attendance(by)


def _nominees(of, by) -> Iterator[Row]:
    import xlsxwriter  # noqa: PLC0415 -- as above

    from acogida.training.actions.nominees import look_through  # noqa: PLC0415 -- as above

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet()
    page.write_row(0, 0, ["Nombres", "Apellidos", "Correo", "Perfil", "País"])
    names = ["Ana", "Luz", "Eva", "José", "Iván", "Rosa", "Juan", "Sol", "Inés", "Hugo"]
    for n in range(10_000):
        person = [names[n % 10], f"Ap{n * 7919 % 5003} Lo{n}", f"p{n}@example.org", "technical", "MEX"]
        page.write_row(n + 1, 0, person)
    book.close()
    data = made.getvalue()
    forget_peak()
    found = times(
        lambda: look_through(of, data=data, name="x.xlsx", country=None, by=by, at=AT), runs=3, warm=1
    )
    peak = peak_megabytes()
    yield Row(
        "nominees: 10,000 rows, dry run with likely duplicates",
        f"{max(found) / 1000:.1f} s, {peak:.0f} MB for the whole process",
        "≤ 5 s, ≤ 200 MB",
        kept=max(found) <= 5000 and peak <= 200,
    )


def _seats(by) -> Iterator[Row]:
    from django.db import connection  # noqa: PLC0415 -- as above

    from acogida.training.actions import nomination  # noqa: PLC0415 -- as above
    from acogida.training.models import Nomination  # noqa: PLC0415 -- as above
    from acogida.training.tests.factories import edition, nominated, slot  # noqa: PLC0415 -- as above

    of = edition("seats")
    technical = slot(of, seats=200)
    people = [nominated(of, technical, 50_000 + n, by=by) for n in range(200)]
    faults: list[str] = []

    def accept(person: Nomination) -> None:
        try:
            nomination.answer(person, accepts=True, by=person.email, at=AT)
        except Exception as error:  # counted, whatever it is
            faults.append(repr(error))
        connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=accept, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    held = Nomination.objects.filter(slot=technical, state="accepted").values_list("seat", flat=True)
    whole = sorted(held) == list(range(1, 201)) and not faults
    yield Row(
        f"200 acceptances at once ({connection.vendor})",
        f"{took:.1f} s, {len(faults)} errors",
        "no error, no seat held twice",
        kept=whole,
    )


def _certificates(by) -> Iterator[Row]:
    from acogida.training import paper  # noqa: PLC0415 -- as above
    from acogida.training.actions import certificate  # noqa: PLC0415 -- as above
    from acogida.training.models import Certificate, Credit, Nomination  # noqa: PLC0415 -- as above
    from acogida.training.tests.factories import component, edition, slot  # noqa: PLC0415 -- as above

    of = edition("certificates", starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 6))
    technical = slot(of, seats=6000)
    course = component(of, kind="course", key="course")
    quota = technical.quotas.get()
    people = Nomination.objects.bulk_create(
        Nomination(
            edition=of,
            slot=technical,
            quota=quota,
            seat=n + 1,
            country=quota.country,
            first_name="Ana",
            last_name=f"Prueba {n}",
            email=f"c{n}@example.org",
            state="accepted",
            nominated_at=AT,
        )
        for n in range(5000)
    )
    Credit.objects.bulk_create(
        Credit(nomination=p, component=course, how="elsewhere", verdict="recognised", given_at=AT)
        for p in people
    )
    began = time.perf_counter()
    certificate.work_batch(certificate.begin_batch(of, by=by, at=AT), at=AT)
    took = time.perf_counter() - began
    each = took / 5000 * 1000
    yield Row(
        "5,000 certificates issued and signed",
        f"{took:.0f} s, {each:.1f} ms each",
        "≤ 30 ms each",
        kept=each <= 30,
    )
    one = Certificate.objects.select_related("nomination").first()
    found = times(lambda: paper.to_pdf(one), runs=30)
    yield Row(
        "certificate as PDF/UA",
        f"{median(found):.0f} ms, p95 {p95(found):.0f} ms",
        "≤ 30 ms once warm",
        kept=p95(found) <= 30,
    )


def _attendance(by) -> Iterator[Row]:
    from acogida.training.models import AttendanceReport, Guest, Nomination, Session  # noqa: PLC0415 -- as above
    from acogida.training.queries.attendance import attendance  # noqa: PLC0415 -- as above
    from acogida.training.tests.factories import edition, session, slot  # noqa: PLC0415 -- as above

    of = edition("attendance")
    technical = slot(of, seats=1000)
    held = session(of, breaks=[(55, 65)])
    quota = technical.quotas.get()
    people = Nomination.objects.bulk_create(
        Nomination(
            edition=of, slot=technical, quota=quota, seat=n + 1, country=quota.country, first_name="A",
            last_name=str(n), email=f"a{n}@example.org", state="accepted", nominated_at=AT,
        )
        for n in range(1000)
    )  # fmt: skip
    report = AttendanceReport.objects.create(
        session=held, kind="zoom", name="x", sha256="x", imported_by=by, imported_at=AT
    )
    spans = [
        [
            (held.starts_at + timedelta(minutes=m)).isoformat(),
            (held.starts_at + timedelta(minutes=m + 25)).isoformat(),
        ]
        for m in range(0, 120, 20)
    ]
    guests = Guest.objects.bulk_create(
        Guest(report=report, name=str(p.pk), spans=spans, verdict="matched", decided_by=by, decided_at=AT)
        for p in people
    )
    link = Guest.people.through
    link.objects.bulk_create(
        link(guest_id=g.pk, nomination_id=p.pk) for g, p in zip(guests, people, strict=True)
    )
    whole = Session.objects.select_related("component").prefetch_related("items").get(pk=held.pk)
    found = times(lambda: attendance([whole], percent=80), runs=5, warm=1)
    yield Row("attendance of 1,000 people × 6 intervals", f"{median(found):.0f} ms, p95 {p95(found):.0f} ms")
