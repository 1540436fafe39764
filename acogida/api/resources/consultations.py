"""Consultations of civil society: their rule, their options, and what was counted once they closed."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.dialogues import ConsultationOut
from acogida.dialogues.models import Consultation, Option
from acogida.dialogues.models.consultation import Place, Stage

router = Router()
# Never breakdowns: of few organisations they could tell who said what.
COUNTED = ("ballots", "counts", "borda", "rounds", "statements")


def _consultation(found: Consultation) -> Said:
    plain = ("slug", "title", "question", "method", "state", "closes_on", "rule", "rule_sha256")
    counted = found.results if found.state == Stage.CLOSED else {}
    return {
        **{name: getattr(found, name) for name in plain},
        "id": found.pk,
        "options": [{"number": one.number, "text": one.text} for one in found.options.all()],
        "results": {name: counted[name] for name in COUNTED if name in counted},
        "is_demonstration": found.is_demonstration,
        "url": api_url("consultations", found.pk),
        "page": page_url("dialogues:consultation", found.slug),
    }


standing = Option.objects.filter(place=Place.STANDING).order_by("number")
mount(
    router,
    Resource(
        name="consultations",
        one="consultation",
        lists=gettext_noop("Consultations of civil society, with what was counted"),
        shows=gettext_noop("One consultation"),
        missing=gettext_lazy("There is no public consultation with this number."),
        rows=lambda: Consultation.objects.public().prefetch_related(Prefetch("options", standing)),
        brief=_consultation,
        shape=ConsultationOut,
        filters={"state": "state", "year": "closes_on__year"},
    ),
)
