"""Referral protocols in force: who does what, in which order, for a situation."""

from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.resources.territories import place_ref
from acogida.api.schemas.services import ProtocolOut
from acogida.services.models import ProtocolVersion
from acogida.services.states import ProtocolState

router = Router()


def _protocol(found: ProtocolVersion) -> Said:
    protocol = found.protocol
    return {
        "id": found.pk,
        "slug": protocol.slug,
        "situation": protocol.situation,
        "title": str(protocol),
        "organisation": protocol.organisation.name,
        "territory": place_ref(protocol.territory),
        "version": found.number,
        "in_force_on": found.in_force_on,
        "intro": found.intro,
        "steps": found.steps,
        "approved_by": [one.institution for one in found.signatures.all() if one.signed_at],
        "url": api_url("protocols", found.pk),
        "page": page_url("services:protocol", protocol.slug),
    }


mount(
    router,
    Resource(
        name="protocols",
        one="protocol",
        lists=gettext_noop("Referral protocols in force"),
        shows=gettext_noop("One referral protocol in force"),
        missing=gettext_lazy("There is no protocol in force with this number."),
        rows=lambda: (
            ProtocolVersion.objects.filter(state=ProtocolState.IN_FORCE)
            .select_related("protocol__organisation", "protocol__territory__country")
            .prefetch_related("signatures")
        ),
        brief=_protocol,
        shape=ProtocolOut,
        filters={
            "country": "protocol__territory__country__code",
            "territory": "protocol__territory__code",
        },
    ),
)
