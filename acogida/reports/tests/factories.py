"""One more row of each chapter: of Costa Rica, under objective 15 and with a mechanism of both."""

from datetime import UTC, date, datetime

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.assessments.models import Publication
from acogida.assessments.tests.factories import AssessmentFactory
from acogida.dialogues.models import Answer, Event, Recommendation, Theme
from acogida.mechanisms.models import Fact
from acogida.mechanisms.tests.factories import mechanism, meeting
from acogida.plans.models import PlanVersion
from acogida.plans.tests.factories import Town as Planner
from acogida.pledges.tests.factories import bare
from acogida.practices.tests.factories import Town as Practitioner
from acogida.services.models import Cell, Office
from acogida.territories.models import Territory
from acogida.territories.tests.factories import PlaceFactory
from acogida.training.models import FinalReport
from acogida.training.tests.factories import edition

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def every_chapter(number: int) -> None:
    """A row of every chapter, numbered; the first makes the mechanism `m1`, which has one more of each."""
    country = Territory.objects.get(code="CRI")
    office = OrganisationFactory(
        name=f"Alcaldía {number}",
        territory=PlaceFactory(country_code="CRI"),
        country=country,
        kind_id="local_government",
    )
    _mechanism(number)
    _assessment(office)
    _plan(number, office)
    Practitioner("CRI").published(title=f"Práctica {number}").places.set([office.territory])
    bare(country=country, organisation=office, objectives_mask=1 << 14, pledger_name=f"Alcaldía {number}")
    _recommendation(number, office)
    FinalReport.objects.create(
        edition=edition(f"edicion-{number}"),
        content={
            "title": f"Edición {number}",
            "starts_on": "2026-03-10",
            "countries": [{"names": country.names, "people": 9, "complete": 7}],
        },
        sha256="x",
        frozen_by=UserFactory(),
        frozen_at=AT,
    )
    _attentions(number, office)


def _mechanism(number):
    made = mechanism(f"m{number}", members=["CRI"], objectives=[15, number], themes=["trabajo", f"t{number}"])
    first = made if number == 1 else made.__class__.objects.get(key="m1")
    first.themes.set([*first.themes.all(), *made.themes.all()])
    meeting(first, date(2026, 3, number))
    Fact.objects.create(
        mechanism=first,
        field="note",
        text={"es": f"Nota {number}"},
        confidence="high",
        checked_on=AT.date(),
        recorded_at=AT,
    )


def _assessment(office):
    made = AssessmentFactory(organisation=office)
    summary = {"objectives": {"15": 3, "1": 1}, "weak": {"15": 1}}
    made.current_publication = Publication.objects.create(
        assessment=made,
        number=1,
        content={},
        summary=summary,
        sha256="x",
        published_by=made.created_by,
        published_at=AT,
    )
    made.save()


def _plan(number, office):
    """Adopted with two actions under objective 15 and one under none."""
    town = Planner()
    plan = town.plan(title=f"Plan {number}", territory=office.territory)
    plan.current_version = PlanVersion.objects.create(
        plan=plan,
        number=1,
        content={"actions": [{"objective": 15}, {"objective": None}, {"objective": 15}]},
        sha256="x",
        adopted_by=town.approver,
        adopted_at=AT,
    )
    plan.first_adopted_at = AT
    plan.save()


def _recommendation(number, office):
    event, _new = Event.objects.get_or_create(
        slug="dialogo",
        defaults={
            "kind": "dialogue",
            "title": "Diálogo",
            "held_on": AT.date(),
            "mode": "virtual",
            "organisers": "Red",
            "created_at": AT,
        },
    )
    theme, _new = Theme.objects.get_or_create(
        event=event, number=1, defaults={"title": "Tema", "format": "round_table"}
    )
    made = Recommendation.objects.create(
        slug=f"r{number}",
        event=event,
        theme=theme,
        number=number,
        texts={"es": f"Recomendación {number}"},
        published_at=AT,
    )
    made.objectives.set([15])
    Answer.objects.create(
        recommendation=made,
        organisation=office,
        stance="accepted",
        text="Sí",
        answered_by=UserFactory(),
        answered_at=AT,
    )


def _attentions(number, office):
    counter = Office.objects.create(
        organisation=office,
        name="Ventanilla",
        territory=office.territory,
        time_zone="UTC",
        created_by=UserFactory(),
        created_at=AT,
    )
    Cell.objects.create(
        organisation=office,
        office=counter,
        day=date(2026, 10, 5),
        month="2026-10",
        topic="papers",
        count=40,
        identity=f"cell-{number}",
    )
