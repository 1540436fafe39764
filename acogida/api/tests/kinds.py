"""One public thing of each smaller kind, and beside it what is not public, or not yet, with SECRET in it."""

from datetime import date, timedelta

from acogida.accounts.tests.factories import UserFactory
from acogida.api.tests.factories import AT, adopted_plan
from acogida.assessments.models import Instrument
from acogida.compact.models import Objective
from acogida.core.frozen import hash_of
from acogida.dialogues.models import Event, Initiative, OutcomeReport
from acogida.dialogues.tests.factories import Society
from acogida.mechanisms.models import JointAction
from acogida.mechanisms.tests.factories import mechanism
from acogida.plans.models import Evaluation, Recommendation
from acogida.pledges.models import AnnualReport
from acogida.practices.models import Call
from acogida.reports.models import Report
from acogida.territories.models import Territory
from acogida.training.models import Course, Material, Unit
from acogida.training.tests import factories as training

DAY = AT.date()
FROZEN = {"title": {"es": "Informe"}, "figures": {"total": 3}}


def one_of_each():
    """The public ones by the name of their list."""
    by = UserFactory()
    frozen = {"content": FROZEN, "sha256": hash_of(FROZEN)}
    stamped = {**frozen, "as_of": DAY, "frozen_by": by, "frozen_at": AT}
    event, hidden = (_event(slug, state) for slug, state in (("session", "invited"), ("SECRET", "preparing")))
    _call("SECRET", date(2100, 1, 1), by)
    OutcomeReport.objects.create(event=hidden, published_at=AT, **frozen)
    _joint_action(hidden, by)
    return {
        "reports": Report.objects.create(kind="country", subject="ARG", **stamped),
        "annual-reports": AnnualReport.objects.create(year=2025, **stamped),
        "outcome-reports": OutcomeReport.objects.create(event=event, published_at=AT, **frozen),
        "evaluations": _evaluation(by, frozen),
        "joint-actions": _joint_action(event, by),
        **_society(by),
        **_training(by),
        "calls": _call("open", DAY - timedelta(days=3), by),
        "questionnaires": Instrument.objects.published().get(version="1"),
    }


def _event(slug, state):
    return Event.objects.create(
        slug=slug,
        kind="mechanisms",
        title=f"{slug} of mechanisms",
        held_on=DAY,
        mode="online",
        organisers="Secretariat",
        state=state,
        created_at=AT,
    )


def _joint_action(event, by):
    made = JointAction.objects.create(
        event=event,
        title=f"One card of {event.slug}",
        description="The same card.",
        recorded_by=by,
        recorded_at=AT,
    )
    made.mechanisms.add(mechanism(f"m-{event.pk}"))
    made.objectives.add(Objective.objects.get(number=1))
    return made


def _evaluation(by, frozen):
    plan = adopted_plan()
    values = {"plan": plan, "kind": "mid_term", "opened_by": by, "opened_at": AT, "method": "Interviews"}
    Evaluation.objects.create(**values, evaluator="SECRET evaluator")
    made = Evaluation.objects.create(
        **values, **frozen, evaluator="A university", published_by=by, published_at=AT
    )
    Recommendation.objects.create(evaluation=made, text="Go on.")
    return made


def _society(by):
    society = Society()
    Society("SECRET applicant", number=2, admit=False)
    values = {
        "organisation": society.organisation,
        "text": "On Tuesdays.",
        "country": Territory.objects.get(code="ARG"),
        "contact": "SECRET@office.example",
        "sent_by": by,
        "sent_at": AT,
    }
    Initiative.objects.create(**values, title="SECRET that waits")
    shown = Initiative.objects.create(**values, title="Legal advice", state="public", decided_at=AT)
    shown.objectives.add(Objective.objects.get(number=7))
    return {"members": society.member, "initiatives": shown}


def _training(by):
    values = {"summary": {"es": "Para empezar."}, "languages": ["es"], "created_at": AT}
    Course.objects.create(**values, slug="draft", title={"es": "SECRET"}, is_open=True)
    Course.objects.create(**values, slug="closed", title={"es": "SECRET"}, published_at=AT)
    course = Course.objects.create(
        **values, slug="first", title={"es": "Primeros pasos"}, is_open=True, published_at=AT
    )
    Unit.objects.create(course=course, key="one", order=1, title={"es": "Uno"}, body={"es": "SECRET text"})
    edition = training.edition()
    values = {"edition": edition, "kind": "resource", "added_by": by, "added_at": AT, "participants_from": AT}
    values["url"] = "https://example.org/guide"
    Material.objects.create(**values, title="SECRET for participants")
    return {"courses": course, "materials": Material.objects.create(**values, title="Guide", public_from=AT)}


def _call(slug, opens_on, by):
    return Call.objects.create(
        slug=slug,
        title=f"{slug} call",
        text="What works at a counter.",
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=60),
        created_by=by,
        created_at=AT,
    )
