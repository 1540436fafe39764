"""What mechanisms said at an annual session that they would do together."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.mechanisms import JointActionOut
from acogida.mechanisms.models import JointAction
from acogida.mechanisms.queries.session import is_public, sessions

router = Router()


def _rows() -> Any:
    return (
        JointAction.objects.filter(event__in=sessions().order_by())
        .select_related("event", "pledge")
        .prefetch_related("mechanisms", "objectives")
    )


def _joint_action(found: JointAction) -> Said:
    return {
        "id": found.pk,
        "session": found.event.slug,
        "title": found.title,
        "description": found.description,
        "mechanisms": sorted(mechanism.key for mechanism in found.mechanisms.all()),
        "objectives": sorted(objective.number for objective in found.objectives.all()),
        "until": found.until,
        "pledge": found.pledge_id if is_public(found) else None,
        "url": api_url("joint-actions", found.pk),
        "page": page_url("mechanisms:session", found.event.slug),
    }


def _of_mechanism(rows: Any, key: str) -> Any:
    return rows.filter(pk__in=JointAction.objects.filter(mechanisms__key=key).values("pk"))


def _for_objective(rows: Any, number: int) -> Any:
    return rows.filter(pk__in=JointAction.objects.filter(objectives=number).values("pk"))


mount(
    router,
    Resource(
        name="joint-actions",
        one="joint_action",
        lists=gettext_noop("What mechanisms agreed at their annual sessions to do together"),
        shows=gettext_noop("One joint action of mechanisms"),
        missing=gettext_lazy("There is no joint action with this number."),
        rows=_rows,
        brief=_joint_action,
        shape=JointActionOut,
        filters={"mechanism": _of_mechanism, "objective": _for_objective, "year": "event__held_on__year"},
    ),
)
