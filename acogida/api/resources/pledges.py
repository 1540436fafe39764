"""Public pledges with their two lights; each with its versions and reports."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.pledges import PledgeBrief, PledgeOut
from acogida.pledges import queries
from acogida.pledges.models import Pledge, PledgeVersion, Update
from acogida.pledges.queries.public import with_relations
from acogida.pledges.queries.thing import thing

router = Router()


def _with_history(rows: Any) -> Any:
    published = Update.objects.filter(published_at__isnull=False).order_by("-reported_on", "-pk")
    versions = PledgeVersion.objects.defer("content").order_by("number")
    return rows.prefetch_related(
        Prefetch("versions", versions, to_attr="signed"), Prefetch("updates", published, to_attr="reported")
    )


def _brief(found: Pledge) -> Said:
    said = thing(found, timezone.localdate(), root=settings.SITE_URL)
    return {**said, "id": found.pk, "url": api_url("pledges", found.pk)}


def _asked(name: str) -> Callable[[Any, Any], Any]:
    """As the page narrows by the same word; what it does not know leaves nothing out."""

    def narrow(rows: Any, value: Any) -> Any:
        return queries.narrowed(rows, queries.asked({name: str(value)}), timezone.localdate())

    return narrow


NAMES = ("q", "country", "territory", "objective", "year", "route", "delivery", "freshness")
mount(
    router,
    Resource(
        name="pledges",
        one="pledge",
        lists=gettext_noop("Public pledges with their two lights: delivery and freshness"),
        shows=gettext_noop("One pledge with its signed versions and its reports"),
        missing=gettext_lazy("There is no public pledge with this number."),
        rows=lambda: with_relations(Pledge.objects.public()),
        whole_rows=_with_history,
        brief=_brief,
        shape=PledgeBrief,
        whole_shape=PledgeOut,
        filters={**{name: _asked(name) for name in NAMES}, "state": "state", "language": "language"},
    ),
)
