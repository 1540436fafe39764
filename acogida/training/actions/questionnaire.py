"""Answering without a trace of who, and asking again months later."""

import json
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.training import rules, xlsform
from acogida.training.actions.closing import require_going
from acogida.training.answers import relevant
from acogida.training.models import (
    Component,
    Credit,
    Edition,
    Nomination,
    Questionnaire,
    Response,
    Survey,
    Wave,
)
from acogida.training.sealing import mark, seal
from acogida.training.states import Kind, State

SHIPPED = Path(__file__).parents[1] / "data" / "questionnaires.yaml"
MOST_FAULTS = 50
LATER, OPEN_FOR = timedelta(days=90), timedelta(days=90)


@transaction.atomic
def load_questionnaires(*, path: Path = SHIPPED) -> int:
    """Put the shipped questionnaires in, and ask them where an edition has an entry or exit wave."""
    said = yaml.safe_load(path.read_text())
    for one in said:
        found, _new = Questionnaire.objects.update_or_create(
            key=one["key"], defaults={"title": one["title"], "items": one["items"]}
        )
        for wave in (Wave.ENTRY, Wave.EXIT):
            for component in Component.objects.filter(kind=Kind.QUESTIONNAIRE, key=wave, survey__isnull=True):
                Survey.objects.create(component=component, questionnaire=found, wave=wave)
    return len(said)


def pair_of(nomination: Nomination) -> str:
    """The mark that pairs a person's waves: made with the installation's key, kept nowhere else."""
    return mark("pair", f"{nomination.edition_id}:{nomination.pk}")


@transaction.atomic
def respond(nomination: Nomination, *, survey: Survey, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep answers, sealed, and note that this person has answered: without a moment, without a trail.

    There is no audit line on purpose: its moment and order would lead from the answers to the person.
    """
    person = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    component = survey.component
    if person.state != State.ACCEPTED or component.edition_id != person.edition_id:
        raise Refused(_("Only who takes part answers."))
    if survey.wave != Wave.LATER:
        require_going(component.edition)
    if component.opens_at and at < component.opens_at:
        raise Refused(_("This questionnaire is not open yet."))
    if component.closes_at and at > component.closes_at:
        raise Refused(_("This questionnaire is closed."))
    pair = pair_of(person)
    if Response.objects.filter(survey=survey, pair=pair).exists():
        raise Refused(_("You have answered already. Thank you."))
    asked = [item for item in survey.questionnaire.items if survey.wave in item["waves"]]
    known = {item["key"] for item in relevant(asked, answers, today=at.date())}
    kept = {key: value for key, value in answers.items() if key in known and value not in ("", None, [])}
    sealed = seal("answers", json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())
    pile = list(Response.objects.filter(survey=survey).values_list("pair", "sealed"))
    pile.append((pair, sealed))
    random.SystemRandom().shuffle(pile)
    Response.objects.filter(survey=survey).delete()
    Response.objects.bulk_create(Response(survey=survey, pair=p, sealed=s) for p, s in pile)
    Credit.objects.get_or_create(
        nomination=person,
        component=component,
        defaults={"how": Credit.How.ANSWERED, "verdict": Credit.Verdict.RECOGNISED},
    )


@transaction.atomic
def ask_later(edition: Edition, *, by: User, at: datetime) -> Survey:
    """Ask again three to six months after the edition: who answers says what came of it."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat asks again."))
    first = (
        Survey.objects.filter(component__edition=edition, wave=Wave.EXIT).select_related("component").first()
    )
    if first is None or first.component.closes_at is None:
        raise Refused(_("This edition has no exit questionnaire with an end."))
    if Survey.objects.filter(component__edition=edition, wave=Wave.LATER).exists():
        raise Refused(_("This edition asks again already."))
    opens_at = first.component.closes_at + LATER
    component = Component.objects.create(
        edition=edition,
        kind=Kind.QUESTIONNAIRE,
        key=Wave.LATER,
        order=edition.components.count() + 1,
        title={"es": "Consulta meses después", "en": "Consultation months later"},
        is_required=False,
        opens_at=opens_at,
        closes_at=opens_at + OPEN_FOR,
    )
    survey = Survey.objects.create(component=component, questionnaire=first.questionnaire, wave=Wave.LATER)
    audit.record("training.asked_later", survey, by=by, at=at)
    return survey


@transaction.atomic
def import_questionnaire(*, data: bytes, name: str, by: User, at: datetime) -> Questionnaire:
    """Keep a questionnaire from an XLSForm workbook; one of the same name stays, this one gets a number.

    Raises Refused with every fault and its row; then nothing is kept.
    """
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat brings questionnaires."))
    form = xlsform.read(data, name)
    if form.faults:
        words = _("Sheet %(sheet)s, row %(row)s: %(said)s")
        lines = [words % {"sheet": s, "row": row, "said": said} for s, row, said in form.faults[:MOST_FAULTS]]
        raise Refused("\n".join(lines))
    key = base = form.key or "questionnaire"
    taken = set(Questionnaire.objects.filter(key__startswith=base).values_list("key", flat=True))
    number = 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    made = Questionnaire.objects.create(key=key, title=form.title, items=form.items)
    audit.record("training.questionnaire_brought", made, by=by, at=at, detail={"questions": len(form.items)})
    return made


@transaction.atomic
def ask_with(survey: Survey, *, questionnaire: Questionnaire, by: User, at: datetime) -> Survey:
    """Ask another questionnaire in a wave, as long as nobody has answered."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat chooses what is asked."))
    found = (
        Survey.objects.select_for_update(of=("self",)).select_related("component__edition").get(pk=survey.pk)
    )
    require_going(found.component.edition)
    if found.responses.exists():
        raise Refused(_("People have answered already: the questions stay as they are."))
    if not any(found.wave in item["waves"] for item in questionnaire.items):
        raise Refused(_("This questionnaire asks nothing in this wave."))
    found.questionnaire = questionnaire
    found.save(update_fields=["questionnaire"])
    audit.record("training.asked_with", found, by=by, at=at, detail={"questionnaire": questionnaire.key})
    return found
