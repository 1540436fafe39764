"""Objectives and local actions."""

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.compact import LocalActionOut, ObjectiveBrief, ObjectiveOut
from acogida.compact import queries
from acogida.compact.models import LocalAction, Objective
from acogida.core.text import in_language

router = Router()


def _brief(objective: Objective) -> Said:
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


def _whole(objective: Objective) -> Said:
    return {
        **_brief(objective),
        "summary": objective.summary,
        "sdg_status": objective.sdg_status,
        "local_actions": [_local_action(action) for action in objective.local_actions.all()],
    }


def _local_action(action: LocalAction) -> Said:
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


mount(
    router,
    Resource(
        name="objectives",
        one="objective",
        lists=gettext_noop("The 23 objectives of the Compact"),
        shows=gettext_noop("One objective with what it asks of local authorities"),
        missing=gettext_lazy("There is no objective with this number: they go from 1 to 23."),
        rows=lambda: queries.objectives().prefetch_related("sdg_targets"),
        whole_rows=lambda rows: rows.prefetch_related("local_actions"),
        brief=_brief,
        whole=_whole,
        shape=ObjectiveBrief,
        whole_shape=ObjectiveOut,
        key="number",
        words="objective",
    ),
)
mount(
    router,
    Resource(
        name="local-actions",
        one="local_action",
        lists=gettext_noop("What the Compact asks that a local authority can do"),
        shows=gettext_noop("One local action"),
        missing=gettext_lazy("There is no local action with this code."),
        rows=LocalAction.objects.all,
        brief=_local_action,
        shape=LocalActionOut,
        key="code",
        filters={"objective": "objective"},
    ),
)
