"""Reading across the modules for the front page, the week, search and health."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import Error, connection
from django.db.models import CharField, Count, QuerySet, Value
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path, override

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import memberships_on
from acogida.assessments import queries as assessments
from acogida.assessments.models import Assessment
from acogida.core import worker
from acogida.core.gathered import ShortList, day, told_together
from acogida.core.search.index import index
from acogida.dialogues.queries import week as dialogues
from acogida.evidence.models import Dataset
from acogida.mechanisms.models import Mechanism
from acogida.notices.models import Notice
from acogida.plans import queries as plans
from acogida.plans.models import Plan
from acogida.pledges import queries as pledges
from acogida.pledges.models import Pledge
from acogida.pledges.states import State as PledgeState
from acogida.practices import queries as practices
from acogida.practices.models import Practice
from acogida.services import queries as services
from acogida.services.models import Service
from acogida.services.states import ServiceState
from acogida.territories.models import Territory
from acogida.training.queries import week as training


@dataclass(frozen=True)
class Counts:
    """What there is on this installation for everybody to read."""

    assessments: int
    plans: int
    datasets: int
    municipalities: int
    practices: int
    pledges: int
    services: int
    mechanisms: int


def counts() -> Counts:
    return Counts(
        **_counted(
            assessments=Assessment.objects.filter(first_published_at__isnull=False),
            plans=Plan.objects.filter(first_adopted_at__isnull=False),
            datasets=Dataset.objects.visible_to(None),
            municipalities=Territory.objects.filter(is_demonstration=False).municipal(),
            practices=Practice.objects.all().public(),
            pledges=Pledge.objects.exclude(state=PledgeState.DRAFT),
            services=Service.objects.filter(state=ServiceState.PUBLISHED),
            mechanisms=Mechanism.objects.all(),
        )
    )


def _counted(**asked: QuerySet[Any]) -> dict[str, int]:
    """How many there are of each, in one query."""
    first, *others = (
        found.order_by()
        .annotate(counted=Value(name, output_field=CharField()))
        .values("counted")
        .annotate(number=Count("pk"))
        .values_list("counted", "number")
        for name, found in asked.items()
    )
    return dict.fromkeys(asked, 0) | dict(first.union(*others, all=True))


def latest_plans(number: int) -> list[Plan]:
    """The plans adopted last, newest first."""
    return list(plans.published().order_by("-current_version__adopted_at", "-pk")[:number])


def has_demonstration() -> bool:
    return Territory.objects.filter(is_demonstration=True).exists()


def names_of(countries: Iterable[str]) -> dict[str, str]:
    """The names of countries by their alpha-3 code, in the page's language."""
    codes = [code for code in countries if code]
    return {t.code: t.local_name for t in Territory.objects.filter(code__in=codes)} if codes else {}


@dataclass(frozen=True)
class Situation:
    """Where one organisation of a person stands: its newest assessment and plan, and the person's role."""

    organisation: Organisation
    role: str
    assessment: Assessment | None
    plan: Plan | None


@dataclass(frozen=True)
class Held:
    """The assessments of a person's organisations, oldest first, and their plans, newest first."""

    assessments: list[Assessment]
    plans: list[Plan]


def held_by(user: User, *, today: date) -> Held:
    organisations = [m.organisation_id for m in memberships_on(user, today)]
    return Held(assessments.held_by(organisations), plans.plans_of(organisations))


def situations(user: User, *, today: date, held: Held) -> list[Situation]:
    """The organisations this person belongs to today, by name, each with where it stands."""
    newest = {assessment.organisation_id: assessment for assessment in held.assessments}
    running = {plan.organisation_id: plan for plan in reversed(held.plans)}
    return [
        Situation(m.organisation, m.role, newest.get(m.organisation_id), running.get(m.organisation_id))
        for m in memberships_on(user, today)
    ]


@dataclass(frozen=True)
class Due:
    """Something that waits for a person: a sentence, where it is done, and by when where there is a day."""

    text: str
    url: str
    due_on: date | None


def due_for(user: User, *, today: date, held: Held) -> list[Due]:
    """What waits for this person in every module: what has a day first, the earliest before.

    What is to be done stands once: a reminder of an address that is there already only lends it its day,
    where it has none.
    """
    reminders = Notice.objects.of(user).unread().filter(due_on__isnull=False).order_by("due_on", "pk")
    short: list[ShortList[Any]] = [
        *plans.waiting(user, today),
        *services.waiting(user, today),
        *practices.waiting(user, today),
        *pledges.waiting(user, today),
        *dialogues.waiting(user, today),
        *training.waiting(user, today),
        ShortList(reminders.values_list("text", "url", "due_on"), _reminder),
    ]
    rooms: list[list[Any]] = [
        assessments.due_for(user, today, held=held.assessments),
        plans.due_for(user, today, plans=held.plans, with_waiting=False),
        pledges.due_for(user, today, with_waiting=False),
        dialogues.due_for(user, today, with_waiting=False),
        training.due_for(user, today, with_waiting=False),
        told_together(short),
    ]
    found = [due for room in rooms for due in room]
    said = [Due(due.text, due.url, due.due_on) for due in found if not isinstance(due, Due)]
    reminded = [due for due in found if isinstance(due, Due)]
    days = {due.url: due.due_on for due in reversed(reminded)}
    known = {due.url for due in said} - {""}
    said = [replace(due, due_on=due.due_on or days.get(due.url)) for due in said]
    said += [due for due in reminded if due.url not in known]
    return sorted(said, key=lambda due: (due.due_on is None, due.due_on or date.max))


def _reminder(text: str, url: str, due_on: str) -> Due:
    return Due(text, _in_this_language(url), day(due_on))


def _in_this_language(url: str) -> str:
    """The address of the same page in the page's language; notices are kept in the recipient's."""
    language = get_language() or "es"
    with override(get_language_from_path(url)):  # Django reads an address in the active language only
        return translate_url(url, language) if url else ""


def health(*, at: datetime) -> dict[str, str]:
    """Each part of the installation and whether it answers: "ok", or what is the matter in two words."""
    return {
        "database": _database(),
        "figures": "ok" if (Path(settings.DATA) / "figures.duckdb").exists() else "not built",
        "index": "ok" if index().exists() else "not built",
        "worker": "ok" if worker.is_alive(at=at) else "silent",
    }


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "no answer"
    return "ok"


@dataclass(frozen=True)
class Asked:
    """A clean question; whatever was not understood is left out of it."""

    text: str = ""
    kind: str = ""
    country: str = ""
    page: int = 1

    def address(self, **instead: object) -> str:
        """The same question as a query string, with some of it changed."""
        words = {"q": self.text, "kind": self.kind, "country": self.country, "page": self.page, **instead}
        kept = {k: v for k, v in words.items() if v and not (k == "page" and v == 1)}
        return f"?{urlencode(kept)}" if kept else "?"
