"""What everybody may read: the Mechanism, and the front door of the dialogues."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.accounts.rules import organisations_of, today
from acogida.core.access import Audience, open_to
from acogida.dialogues import rules
from acogida.dialogues.models import Consultation, Stage
from acogida.dialogues.presenters import mechanism as shown
from acogida.dialogues.presenters import recommendations as shown_recommendations
from acogida.dialogues.queries import events, mechanism, recommendations
from acogida.dialogues.views.ground import crumbs


@open_to(Audience.EVERYONE, why=gettext_lazy("The dialogue between society and governments is public."))
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The front door: who is in the Mechanism, and what goes on."""
    day = timezone.localdate()
    context = {
        "figures": shown.figures(mechanism.groups(), mechanism.seats(today())),
        "may_run": rules.may_run(request.user),
        "coming": events.coming(day)[:5],
        "past": events.past(day)[:3],
        "open_ones": Consultation.objects.filter(state=Stage.OPEN)[:5],
        "counts": shown_recommendations.counts(recommendations.counted()),
    }
    return render(request, "dialogues/public/index.html", context)


@open_to(Audience.EVERYONE, why=gettext_lazy("Everybody may know which organisations are in the Mechanism."))
@require_safe
def the_mechanism(request: HttpRequest) -> HttpResponse:
    """Member organisations by group, and the working tables with who holds their offices."""
    seats, groups = mechanism.seats(today()), mechanism.groups()
    context = {
        "crumbs": crumbs(("", _("The Mechanism"))),
        "figures": shown.figures(groups, seats),
        "groups": groups,
        "tables": shown.tables(seats),
        "sees_liaison": rules.may_run(request.user)
        or bool(
            set(organisations_of(request.user))
            & {m.organisation_id for _group, found in groups for m in found}
        ),
        "has_demonstration": any(m.organisation.is_demonstration for _group, found in groups for m in found),
    }
    return render(request, "dialogues/public/mechanism.html", context)
