"""The handover pack: what the next team, or another installation, needs of a plan, in one ZIP."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder

from acogida.accounts.queries import members
from acogida.documents.files import read as read_file
from acogida.plans.models import (
    Action,
    ActionIndicator,
    Criterion,
    Evaluation,
    Finding,
    IndicatorValue,
    Lesson,
    Partner,
    PartnerState,
    Plan,
    Progress,
    Recommendation,
)
from acogida.plans.presenters import words
from acogida.plans.presenters.monitoring import workbook
from acogida.plans.queries import adopted_actions, current_actions, missing, reports_due
from acogida.plans.queries.content import outline_of, practices_named
from acogida.plans.queries.evaluation import open_recommendations
from acogida.practices.models import Practice
from acogida.practices.queries import public_content, published

FORMAT = "acogida-plan-handover"


def pack(plan: Plan, *, pdf: bytes, at: datetime) -> bytes:
    """The ZIP. People stand in it by name and role, never with an address; scores of single people are not
    in it. `manifest.json` has the SHA-256 of each file, by which it is read back.
    """
    files: dict[str, bytes] = {
        "plan.pdf": pdf,
        "plan.xlsx": workbook(plan),
        "plan.json": serializers.serialize("json", rows_of(plan), indent=1).encode(),
        "open-questions.json": _json(open_questions(plan, at.date())),
        "people.json": _json(_people(plan)),
    }
    if followed := _practices(plan):
        files["practices.json"] = _json(followed)
    for report in _with_files(plan):
        if report.evidence_file is not None:
            files[f"evidence/{report.pk}-{report.evidence_file.name}"] = read_file(
                report.evidence_file
            ).getvalue()
    manifest = {
        "format": FORMAT,
        "version": 1,
        "plan": plan.title,
        "organisation": plan.organisation.name,
        "territory": plan.territory.code,
        "made_at": at.isoformat(),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", _json(manifest))
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def _practices(plan: Plan) -> dict[str, dict[str, Any]]:
    """The practices that the actions and all versions name, by action and by the number they name them with:
    another installation has other numbers, and knows them by code and address, or at least by their words.
    """
    named = practices_named(plan.versions.values_list("content", flat=True))
    actions = list(Action.objects.filter(plan=plan))
    numbers = {action.pk: named.get(action.pk, set()) | action.practice_numbers for action in actions}
    known = {one.pk: _told(one) for one in published().filter(pk__in=set().union(*numbers.values()))}
    found = {
        str(action.pk): {
            str(number): told
            for number in sorted(numbers[action.pk])
            if (told := action.told_of(number) or known.get(number))
        }
        for action in actions
    }
    return {action: told for action, told in found.items() if told}


def _told(practice: Practice) -> dict[str, Any]:
    content = public_content(practice)
    titles = {language: text["title"] for language, text in content["texts"].items()}
    return {
        "code": practice.code,
        "slug": practice.slug,
        "titles": titles,
        "by": content["implementer"],
    }


def rows_of(plan: Plan) -> Iterable[Any]:
    """Every row that a plan is made of, each after what it points to."""
    yield plan
    yield from plan.versions.order_by("number")
    yield from Criterion.objects.filter(plan=plan).order_by("pk")
    yield from plan.challenges.order_by("pk")
    yield from Action.objects.filter(plan=plan).order_by("pk")
    yield from ActionIndicator.objects.filter(action__plan=plan).order_by("pk")
    yield from Progress.objects.filter(action__plan=plan).order_by("pk")
    yield from IndicatorValue.objects.filter(indicator__action__plan=plan).order_by("pk")
    yield from Evaluation.objects.filter(plan=plan).order_by("pk")
    for model in (Finding, Lesson, Recommendation):
        yield from model._default_manager.filter(evaluation__plan=plan).order_by("pk")


def _with_files(plan: Plan) -> Iterable[Progress]:
    return (
        Progress.objects.filter(action__plan=plan, evidence_file__isnull=False)
        .select_related("evidence_file")
        .order_by("pk")
    )


def open_questions(plan: Plan, on: date, current: list[Action] | None = None) -> dict[str, list[str]]:
    """What the next team finds unanswered; `current` are the plan's `current_actions`, where known."""
    current = current_actions(plan) if current is None else current
    actions = adopted_actions(plan, among=current)
    return {
        "reports_due": [
            f"{words.day(due.due_on)}: {due.action.title}" for due in reports_due(plan, on, actions=actions)
        ],
        "before_adoption": missing(plan, outline_of(current)),
        "partners_not_heard": [
            f"{partner.organisation}: {partner.action.title}"
            for partner in Partner.objects.filter(action__in=actions, state=PartnerState.ASKED)
            .select_related("organisation", "action")
            .order_by("action__starts_on", "action", "asked_at", "pk")
        ],
        "money_not_secured": [
            f"{action.title}: {line['title']}, {words.money(line['amount'], action.currency)}"
            for action in actions
            for line in action.lines
            if not line["is_secured"]
        ],
        "recommendations": [
            f"{words.day(found.due_on)}: {found.text}" for found in open_recommendations(plan)
        ],
    }


def _people(plan: Plan) -> list[dict[str, str]]:
    return [
        {"name": str(member.user), "role": member.role, "since": member.starts_on.isoformat()}
        for member in members(plan.organisation)
    ]


def _json(data: Any) -> bytes:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
