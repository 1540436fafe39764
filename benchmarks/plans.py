"""A plan of 200 actions and 1,000 indicators with four reports each: pages, path, workbook, ranking."""

import gzip
import io
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from acogida.accounts.tests.factories import UserFactory
from acogida.plans import actions, queries
from acogida.plans.forms import monitoring
from acogida.plans.models import (
    Action,
    ActionIndicator,
    Challenge,
    IndicatorValue,
    Plan,
    Progress,
    Score,
)
from acogida.plans.presenters.monitoring import workbook
from acogida.plans.queries.path import path
from acogida.plans.queries.sensitivity import changes
from acogida.plans.tests.factories import AT, Town
from benchmarks.measure import Row, median, p95, times

ACTIONS, INDICATORS, REPORTS = 200, 5, 4
CHALLENGES, SCORERS = 60, 40
SMALL = 20  # actions of the plan of a usual municipality
NOW = datetime(2027, 2, 1, 15, 0, tzinfo=UTC)
RUNS, WARM = 10, 2
PAGE_MS, PAGE_QUERIES, PAGE_KB = 80, 12, 100
WORKBOOK_MS = 5000


def rows() -> Iterator[Row]:
    runner = DiscoverRunner(verbosity=0)
    before = runner.setup_databases()
    try:
        town = Town()
        with translation.override("en"):
            yield from prioritising(town)
            for count in (SMALL, ACTIONS):
                plan = executed(town, count)
                yield from pages(town, plan, count)
            yield from timing(plan)
            yield from round_trip(town, plan)
    finally:
        runner.teardown_databases(before)


def prioritising(town: Town) -> Iterator[Row]:
    """Ranking and sensitivity of many challenges scored by many people."""
    chance = random.Random(7)
    plan, made = town.scoring(*(f"Challenge {n}" for n in range(CHALLENGES)))
    people = [UserFactory(member_of=town.organisation, member_of__role="member") for _ in range(SCORERS)]
    criteria = list(plan.criteria.all())
    Score.objects.bulk_create(
        [
            Score(challenge=c, criterion=k, scorer=p, value=chance.randint(1, 5), scored_at=AT)
            for c in made
            for k in criteria
            for p in people
        ],
        batch_size=2000,
    )
    found = times(lambda: changes(queries.ranking(plan), criteria), runs=10)
    what = f"ranking and sensitivity, {CHALLENGES} challenges × {SCORERS} people"
    yield Row(what, f"{median(found):.0f} ms, p95 {p95(found):.0f} ms")
    actions.close_scoring(plan, by=town.editor, at=AT)
    for name in ("diagnosis", "prioritisation"):
        yield page(town, f"{name}, {CHALLENGES} challenges", reverse(f"plans:{name}", args=[plan.pk]))


def executed(town: Town, count: int) -> Plan:
    """An adopted plan whose actions hang on one another in chains of ten, each with its reports."""
    plan, challenges = town.design(*(f"Challenge {n}" for n in range(5)), priorities=5)
    first = date(2026, 1, 10)
    made = Action.objects.bulk_create(
        Action(
            plan=plan,
            challenge=challenges[n % 5],
            title=f"Action {n} of a very large plan",
            objective_id=15,
            responsible_unit=f"Unit {n % 12}",
            starts_on=first + timedelta(days=60 * (n % 10)),
            ends_on=first + timedelta(days=60 * (n % 10) + 59),
            budget=Decimal(1000),
            currency="ARS",
            budget_source="Municipal budget",
        )
        for n in range(count)
    )
    for n, action in enumerate(made):
        action.needs = [made[n - 1].pk] if n % 10 else []
    Action.objects.bulk_update(made, ["needs"])
    measured = ActionIndicator.objects.bulk_create(
        ActionIndicator(
            action=action,
            title=f"People served at place {n}",
            unit="people",
            baseline=0,
            baseline_on=first,
            target=100,
            target_on=date(2027, 12, 1),
            disaggregation=["sex"],
        )
        for action in made
        for n in range(INDICATORS)
    )
    actions.adopt(plan, by=town.approver, at=AT)
    told = Progress.objects.bulk_create(
        Progress(
            action=action,
            reported_on=date(2026, 4, 1) + timedelta(days=60 * n),
            condition="under_way",
            narrative="The desk was open on all days of the month.",
            spent=Decimal(100),
            reported_by=town.editor,
            recorded_at=AT,
        )
        for action in made
        for n in range(REPORTS)
    )
    values = [
        IndicatorValue(progress=report, indicator=indicator, value=20 * (n % REPORTS + 1), source="Register",
                       parts={"sex": {"women": 9, "men": 8}})
        for n, report in enumerate(told)
        for indicator in measured[(n // REPORTS) * INDICATORS : (n // REPORTS + 1) * INDICATORS]
    ]  # fmt: skip
    IndicatorValue.objects.bulk_create(values, batch_size=2000)
    return Plan.objects.select_related("current_version", "organisation", "territory__country").get(
        pk=plan.pk
    )


def pages(town: Town, plan: Plan, count: int) -> Iterator[Row]:
    challenge = Challenge.objects.filter(plan=plan, is_priority=True).first()
    addresses = {
        "board, timeline, critical path": reverse("plans:board", args=[plan.pk]),
        "suggestions": reverse("plans:suggestions", args=[challenge.pk if challenge else 0]),
        "public page": reverse("plans:public", args=[plan.slug]),
        "public page of an action": reverse(
            "plans:public_action", args=[plan.slug, plan.actions.order_by("pk").values_list("pk")[0][0]]
        ),
    }
    for name, address in addresses.items():
        yield page(town, f"{name}, {count} actions", address, is_usual=count == SMALL)


def page(town: Town, what: str, address: str, *, is_usual: bool = False) -> Row:
    """Server time, queries and bytes of one page; the budget of a page is for a plan of usual size."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(town.editor)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    count, body = len(asked), answer.content
    size = len(body if answer.get("Content-Encoding") == "gzip" else gzip.compress(body)) / 1024
    began = time.process_time()
    found = times(lambda: client.get(address), runs=RUNS, warm=WARM)
    busy = (time.process_time() - began) * 1000 / (RUNS + WARM)
    kept = None
    if is_usual:
        kept = p95(found) <= PAGE_MS and count <= PAGE_QUERIES and size <= PAGE_KB
    return Row(
        what,
        f"p95 {p95(found):.0f} ms, {count} queries, {size:.0f} kB",
        f"{PAGE_MS} ms, {PAGE_QUERIES} queries, {PAGE_KB} kB" if is_usual else "",
        f"median {median(found):.0f} ms, processor {busy:.0f} ms",
        kept=kept,
    )


def timing(plan: Plan) -> Iterator[Row]:
    found = list(plan.actions.all())
    dates = {a.pk: (a.starts_on, a.ends_on) for a in found}
    needs = {a.pk: set(a.needs) for a in found}
    taken = times(lambda: path(dates, needs), runs=20)
    yield Row(f"critical path of {len(found)} actions", f"{median(taken):.1f} ms, p95 {p95(taken):.1f} ms")


def round_trip(town: Town, plan: Plan) -> Iterator[Row]:
    """The workbook out, filled in for every action, and in again as a dry run."""
    out = times(lambda: workbook(plan), runs=3, warm=1)
    data = filled(workbook(plan))
    size = f"{plan.actions.count()} actions, {plan.actions.count() * INDICATORS} indicators"
    yield Row(
        f"monitoring workbook out, {size}",
        f"{median(out) / 1000:.1f} s",
        "5 s",
        kept=median(out) <= WORKBOOK_MS,
    )

    def dry_run() -> None:
        book = monitoring.read(data, "reports.xlsx", plan)
        assert (book.faults, len(book.told)) == ([], plan.actions.count())
        reports = [
            actions.SheetReport(t.action, t.row, t.reported_on, t.condition, t.narrative, t.delay_reason,
                                t.spent, t.values, t.parts)
            for t in book.told
            if t.reported_on
        ]  # fmt: skip
        assert actions.faults_of(plan, reports=reports, by=town.editor, at=NOW) == []

    began = time.process_time()
    taken = times(dry_run, runs=3, warm=0)
    busy = (time.process_time() - began) / 3
    yield Row(
        f"the same in again, dry run, {size}", f"{median(taken) / 1000:.1f} s", "5 s",
        f"processor {busy:.1f} s",
        kept=median(taken) <= WORKBOOK_MS,
    )  # fmt: skip


def filled(data: bytes) -> bytes:
    """Every action and indicator reported."""
    import openpyxl  # noqa: PLC0415 -- heavy, and only here

    book = openpyxl.load_workbook(io.BytesIO(data))
    reports, values, _apart = book.worksheets[:3]
    for row in range(2, reports.max_row + 1):
        for column, said in zip("DEFH", (date(2027, 1, 20), "Under way", "Open.", 10), strict=True):
            reports[f"{column}{row}"] = said
    for row in range(2, values.max_row + 1):
        values[f"G{row}"], values[f"H{row}"] = 90, "Register"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
