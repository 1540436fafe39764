"""Public pledges with their two lights; each with its versions and reports."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.pledges import PledgeOut, PledgePage, PledgesAsked
from acogida.pledges import queries
from acogida.pledges.models import Pledge, PledgeVersion, Update
from acogida.pledges.queries.public import with_relations
from acogida.pledges.queries.thing import thing

router = Router(tags=["pledges"])


@router.get(
    "pledges",
    response={200: PledgePage, 400: Problem},
    summary=gettext_noop("Public pledges with their two lights: delivery and freshness"),
)
def pledges(request: HttpRequest, asked: Query[PledgesAsked]) -> dict[str, Any]:
    chosen = queries.asked(
        {
            name: str(getattr(asked, name) or "")
            for name in ("country", "territory", "objective", "year", "route", "delivery", "freshness")
        }
    )
    rows = with_relations(queries.narrowed(Pledge.objects.public(), chosen, timezone.localdate()))
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _brief)


@router.get(
    "pledges/{int:number}",
    response={200: PledgeOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One pledge with its signed versions and its reports"),
)
def pledge(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    published = Update.objects.filter(published_at__isnull=False).order_by("-reported_on", "-pk")
    rows = with_relations(Pledge.objects.public()).prefetch_related(
        Prefetch("versions", PledgeVersion.objects.defer("content").order_by("number"), to_attr="signed"),
        Prefetch("updates", published, to_attr="reported"),
    )
    found = rows.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404(_("There is no public pledge with this number."))
    return _brief(found)


def _brief(found: Pledge) -> dict[str, Any]:
    said = thing(found, timezone.localdate(), root=settings.SITE_URL)
    return {**said, "id": found.pk, "url": api_url("pledges", found.pk)}
