"""What everybody reads: programmes and their editions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.core.access import Audience, open_to
from acogida.training import rules
from acogida.training.models import Edition, GroupWorkItem, Material, Programme
from acogida.training.presenters import linked, materials, words
from acogida.training.queries.conditions import conditions
from acogida.training.queries.fill import matrix

WHY = gettext_lazy("Programmes, agendas and conditions are public; people are not.")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The programmes, each with its editions, newest first."""
    editions = list(
        Edition.objects.filter(published_at__isnull=False)
        .select_related("programme")
        .order_by("-starts_on", "-pk")
    )
    programmes = [
        {
            "programme": programme,
            "editions": [(e, words.period(e)) for e in editions if e.programme_id == programme.pk],
        }
        for programme in Programme.objects.order_by("slug")
    ]
    context = {
        "programmes": [p for p in programmes if p["editions"]],
        "may_run": rules.may_run(request.user),
        "countries": rules.countries_of(request.user),
    }
    return render(request, "training/public/index.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition: what it is for, who is invited, its parts with their hours, what the certificate asks."""
    found = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("programme", "copied_from"), slug=slug
    )
    parts = list(
        found.components.select_related("session", "course_part__course").prefetch_related(
            "groups", "session__items"
        )
    )
    zone = getattr(request.user, "time_zone", "")
    seats = matrix(found)
    context = {
        "edition": found,
        "about": linked.edition(found, address=request.build_absolute_uri(request.path)),
        "period": words.period(found),
        "parts": [words.component(part, found, zone) for part in parts],
        "conditions": conditions(found, parts),
        "organisers": words.organisers(found),
        "notes": words.notes(found),
        "seats": seats,
        "closes": words.moment(found.nominations_close_at, found.time_zone),
        "may_run": rules.may_run(request.user),
        "materials": [
            materials.listed(one)
            for one in Material.objects.public(timezone.now())
            .filter(edition=found)
            .select_related("session__component")
        ],
        "has_plenary": GroupWorkItem.objects.filter(
            group__component__edition=found, shared_at__isnull=False, withdrawn_at__isnull=True
        ).exists(),
    }
    return render(request, "training/public/edition.html", context)
