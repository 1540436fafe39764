"""Objectives and local actions."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, AskedList, Problem
from acogida.api.schemas.compact import (
    LocalActionOut,
    LocalActionPage,
    LocalActionsAsked,
    ObjectiveOut,
    ObjectivePage,
)
from acogida.compact import queries
from acogida.compact.models import LocalAction, Objective
from acogida.core.text import in_language

router = Router(tags=["compact"])


@router.get(
    "objectives",
    response={200: ObjectivePage, 400: Problem},
    summary=gettext_noop("The 23 objectives of the Compact"),
)
def objectives(request: HttpRequest, asked: Query[AskedList]) -> dict[str, Any]:
    found = list(queries.objectives().prefetch_related("sdg_targets")[: asked.limit])
    return answer(request, found, "", _brief)


@router.get(
    "objectives/{int:number}",
    response={200: ObjectiveOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One objective with what it asks of local authorities"),
)
def objective(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    wanted = queries.objectives().prefetch_related("sdg_targets", "local_actions")
    found = wanted.filter(number=number).first() if number < 2**15 else None
    if found is None:
        raise Http404(_("There is no objective with this number: they go from 1 to 23."))
    return {
        **_brief(found),
        "summary": found.summary,
        "sdg_status": found.sdg_status,
        "local_actions": [_local_action(action) for action in found.local_actions.all()],
    }


@router.get(
    "local-actions",
    response={200: LocalActionPage, 400: Problem},
    summary=gettext_noop("What the Compact asks that a local authority can do"),
)
def local_actions(request: HttpRequest, asked: Query[LocalActionsAsked]) -> dict[str, Any]:
    rows = LocalAction.objects.all()
    if asked.objective:
        rows = rows.filter(objective=asked.objective)
    found, cursor = page_of(rows, key="code", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _local_action)


@router.get(
    "local-actions/{code}",
    response={200: LocalActionOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One local action"),
)
def local_action(request: HttpRequest, code: Path[str], asked: Query[Asked]) -> dict[str, Any]:
    found = LocalAction.objects.filter(code=code.replace("\x00", "")).first()
    if found is None:
        raise Http404(_("There is no local action with this code."))
    return _local_action(found)


def _brief(objective: Objective) -> dict[str, Any]:
    return {
        "number": objective.number,
        "key": objective.key,
        "label": objective.short,
        "labels": objective.label,
        "title": objective.title,
        "title_status": objective.title_status,
        "gcm_paragraph": objective.gcm_paragraph,
        "round_table": objective.round_table,
        "sdg_targets": [target.code for target in objective.sdg_targets.all()],
        "url": api_url("objectives", objective.number),
        "page": page_url("compact:objective", objective.number),
    }


def _local_action(action: LocalAction) -> dict[str, Any]:
    return {
        "code": action.code,
        "objective": action.objective_id,
        "label": in_language(action.summary),
        "summary": action.summary,
        "gcm_ref": action.gcm_ref,
        "ref_confidence": action.ref_confidence,
        "origin": action.origin,
        "tags": action.tags,
        "url": api_url("local-actions", action.code),
    }
