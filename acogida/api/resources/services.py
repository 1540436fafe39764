"""Published services, as everybody may be sent to them."""

from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.resources.territories import place_ref
from acogida.api.schemas.services import ServiceOut
from acogida.services.exchange import hsds
from acogida.services.lists import TOPICS
from acogida.services.models import Service, ServiceTopic
from acogida.services.queries import published

router = Router()


def _service(found: Service) -> Said:
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


def _serving(rows: Any, number: int) -> Any:
    """Those with a topic of the objective."""
    topics = [key for key, topic in TOPICS.items() if number in topic.objectives]
    return rows.filter(pk__in=ServiceTopic.objects.filter(topic__in=topics).values("service"))


mount(
    router,
    Resource(
        name="services",
        one="service",
        lists=gettext_noop("Services a person can be sent to"),
        shows=gettext_noop("One service a person can be sent to"),
        missing=gettext_lazy("There is no service with this number."),
        rows=published,
        brief=_service,
        shape=ServiceOut,
        filters={
            "country": "territory__country__code",
            "territory": "territory__code",
            "topic": "topic_rows__topic",
            "language": "language_rows__code",
            "objective": _serving,
        },
        words="service",
    ),
)
