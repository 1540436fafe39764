"""What programs of an organisation may write: progress, reports, checks of services, counts at a counter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Body, Path, Query, Router, Status
from ninja.errors import HttpError

from acogida.api.links import api_url, page_url
from acogida.api.models import Scope
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.writing import (
    CheckDone,
    CheckIn,
    CountsDone,
    CountsIn,
    ProgressDone,
    ProgressIn,
    ReportedIn,
    TokenOut,
    UpdateDone,
    UpdateIn,
)
from acogida.api.writing import Writer, bearer, once
from acogida.core.errors import Refused
from acogida.plans import actions as planning
from acogida.plans.models import Action
from acogida.plans.queries import adopted_actions, published
from acogida.pledges import actions as pledging
from acogida.pledges.models import Pledge
from acogida.services import actions as serving
from acogida.services.models import Office, Service

router = Router(tags=["writing"], auth=bearer)
LARGEST = 2**31 - 1
PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), Problem)
Said = dict[str, Any]


@router.get(
    "token",
    response={200: TokenOut, 400: Problem, 401: Problem},
    summary=gettext_noop("What a token may write"),
)
def token(request: HttpRequest, asked: Query[Asked]) -> Said:
    writer: Writer = request.auth  # type: ignore[attr-defined] # put there by the bearer
    held = writer.token
    offices = Office.objects.filter(organisation=held.organisation, is_open=True)
    plans = published().filter(organisation=held.organisation)
    return {
        "name": held.name,
        "organisation": held.organisation.name,
        "scopes": held.scopes,
        "expires_at": held.expires_at,
        "offices": [{"id": one.pk, "name": one.name, "topics": one.topics} for one in offices],
        "plans": [
            {
                "id": plan.pk,
                "title": plan.current_version.content["title"] if plan.current_version else plan.title,
                "actions": [{"id": a.pk, "title": a.title} for a in adopted_actions(plan)],
            }
            for plan in plans
        ],
    }


@router.post(
    "plans/{int:number}/actions/{int:action}/progress",
    response={201: ProgressDone, **PROBLEMS},
    summary=gettext_noop("Report the progress of an action of one's own adopted plan"),
)
def report_progress(
    request: HttpRequest, number: Path[int], action: Path[int], said: Body[ProgressIn], asked: Query[Asked]
) -> Status[Any]:
    def do(writer: Writer) -> Said:
        found = _own(Action.objects.filter(plan=_small(number)), action, writer, owner="plan__organisation")
        if any(not line.isdecimal() for line in said.spent_on):
            raise HttpError(422, _("Lines of the budget are named by their number."))
        made = planning.report_progress(
            found,
            reported_on=said.reported_on,
            condition=said.condition,
            narrative=said.narrative,
            delay_reason=said.delay_reason,
            spent=said.spent,
            spent_on={int(line): amount for line, amount in said.spent_on.items()},
            reached=said.reached,
            values=[
                planning.Reported(indicator, value, source)
                for indicator, value, source in _values(found.indicators.all(), said.values)
            ],
            evidence_link=said.evidence_link,
            by=writer.by,
            at=writer.at,
        )
        return {
            "id": made.pk,
            "plan": found.plan_id,
            "action": found.pk,
            "reported_on": made.reported_on.isoformat(),
            "recorded_at": made.recorded_at.isoformat(),
            "is_late": bool(made.is_late),
            "url": api_url("plans", found.plan_id),
        }

    return once(request, Scope.PROGRESS, do)


@router.post(
    "pledges/{int:number}/updates",
    response={201: UpdateDone, **PROBLEMS},
    summary=gettext_noop("Report on a pledge that one's organisation leads or shares"),
)
def report_on_pledge(
    request: HttpRequest, number: Path[int], said: Body[UpdateIn], asked: Query[Asked]
) -> Status[Any]:
    def do(writer: Writer) -> Said:
        found = Pledge.objects.public().filter(pk=_small(number)).first()
        if found is None:
            raise Http404(_("There is no public pledge with this number."))
        made = pledging.report(
            found,
            writer.organisation,
            reported_on=said.reported_on,
            narrative=said.narrative,
            values=[
                pledging.Reported(indicator, value, source)
                for indicator, value, source in _values(found.indicators.all(), said.values)
            ],
            evidence=[pledging.Shown(title=one.title, url=one.url) for one in said.evidence],
            by=writer.by,
            at=writer.at,
        )
        return {
            "id": made.pk,
            "pledge": found.pk,
            "reported_on": made.reported_on.isoformat(),
            "grade": str(made.grade),
            "url": api_url("pledges", found.pk),
        }

    return once(request, Scope.PLEDGES, do)


@router.post(
    "services/{int:number}/check",
    response={201: CheckDone, **PROBLEMS},
    summary=gettext_noop("Say that an entry of one's own directory was checked, and put right what changed"),
)
def check_service(
    request: HttpRequest, number: Path[int], said: Body[CheckIn], asked: Query[Asked]
) -> Status[Any]:
    changes = said.changes.model_dump(exclude_none=True) if said.changes else {}

    def do(writer: Writer) -> Said:
        found = _own(Service.objects.all(), number, writer, owner="organisation")
        if changes:
            found = serving.edit(found, values=changes, revision=found.revision, by=writer.by, at=writer.at)
        found = serving.check(found, checked_on=said.checked_on, by=writer.by, at=writer.at)
        return {
            "id": found.pk,
            "checked_on": found.checked_on.isoformat() if found.checked_on else "",
            "check_due_on": found.check_due_on.isoformat() if found.check_due_on else "",
            "changed": sorted(changes),
            "url": page_url("services:service", found.slug),
        }

    return once(request, Scope.SERVICES, do)


@router.post(
    "offices/{int:number}/counts",
    response={201: CountsDone, **PROBLEMS},
    summary=gettext_noop("Count people attended at one's own counter, each count once"),
)
def count_people(
    request: HttpRequest, number: Path[int], said: Body[CountsIn], asked: Query[Asked]
) -> Status[Any]:
    def do(writer: Writer) -> Said:
        office = _own(Office.objects.all(), number, writer, owner="organisation")
        taps = [
            {**tap.model_dump(exclude={"at"}), "at": _milliseconds(tap.at or writer.at)} for tap in said.taps
        ]
        made = serving.count(office, taps=taps, sent_by_clock=writer.at, by=writer.by, at=writer.at)
        return {"counted": made.counted, "known": made.known, "refused": made.refused}

    return once(request, Scope.TALLY, do)


def _own(rows: Any, number: int, writer: Writer, *, owner: str) -> Any:
    """A thing of the token's organisation; nothing is said of what others have."""
    found = rows.filter(**{"pk": _small(number), owner: writer.organisation}).first()
    if found is None:
        words = {"organisation": writer.organisation.name}
        raise Http404(_("%(organisation)s has nothing with this number.") % words)
    return found


def _values(known: Iterable[Any], said: Iterable[ReportedIn]) -> list[tuple[Any, Any, str]]:
    by_number = {indicator.pk: indicator for indicator in known}
    for one in said:
        if one.indicator not in by_number:
            raise Refused(_("There is no indicator %(number)s here.") % {"number": one.indicator})
    return [(by_number[one.indicator], one.value, one.source) for one in said]


def _small(number: int) -> int:
    """0, which names nothing, for what no database could hold."""
    return number if number <= LARGEST else 0


def _milliseconds(moment: datetime) -> float:
    return moment.timestamp() * 1000
