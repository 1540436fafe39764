"""Published services, as everybody may be sent to them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from acogida.api.links import api_url, page_url
from acogida.api.operations.territories import place_ref
from acogida.api.paging import answer, page_of
from acogida.api.schemas.asking import Asked, Problem
from acogida.api.schemas.services import ServiceOut, ServicePage, ServicesAsked
from acogida.services.exchange import hsds
from acogida.services.lists import TOPICS
from acogida.services.models import Service
from acogida.services.queries import published

router = Router(tags=["services"])


@router.get(
    "services",
    response={200: ServicePage, 400: Problem},
    summary=gettext_noop("Services a person can be sent to"),
)
def services(request: HttpRequest, asked: Query[ServicesAsked]) -> dict[str, Any]:
    rows = published()
    wanted = {
        "territory__country__code": asked.country,
        "territory__code": asked.territory,
        "topic_rows__topic": asked.topic,
        "language_rows__code": asked.language,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    found, cursor = page_of(rows, key="pk", after=asked.cursor, limit=asked.limit)
    return answer(request, found, cursor, _service)


@router.get(
    "services/{int:number}",
    response={200: ServiceOut, 400: Problem, 404: Problem},
    summary=gettext_noop("One service a person can be sent to"),
)
def service(request: HttpRequest, number: Path[int], asked: Query[Asked]) -> dict[str, Any]:
    found = published().filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404(_("There is no service with this number."))
    return _service(found)


def _service(found: Service) -> dict[str, Any]:
    plain = (
        *("slug", "name", "provider", "provider_kind", "summary", "eligibility", "advice", "cost", "papers"),
        *("accessibility", "by_appointment", "address", "phone", "website", "hours", "time_zone"),
        *("topics", "languages", "checked_on", "check_due_on"),
    )
    page = page_url("services:service", found.slug)
    return {
        **{name: getattr(found, name) for name in plain},
        "id": found.pk,
        "objectives": sorted({n for key in found.topics for n in TOPICS[key].objectives}),
        "lat": found.lat if found.is_located else None,
        "lon": found.lon if found.is_located else None,
        "territory": place_ref(found.territory),
        "url": api_url("services", found.pk),
        "page": page,
        "hsds": hsds(found, page=page),
    }
