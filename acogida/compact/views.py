from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.compact import actions, presenters, queries, vocabulary
from acogida.core.access import Audience, open_to
from acogida.core.text import in_language

OBJECTIVES = 23
PUBLIC = gettext_lazy("The Compact is public reference data.")


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def objectives(request: HttpRequest) -> HttpResponse:
    """The 23 objectives under their round tables; `?named=local` keeps those named for local authorities."""
    local = request.GET.get("named") == "local"
    tables = [
        (table, [o for o in table.objectives.all() if o.is_named_local or not local])
        for table in queries.round_tables()
    ]
    here = reverse("compact:objectives")
    context = {
        "tables": tables,
        "local": local,
        "tabs": [
            (here, _("All objectives"), not local),
            (f"{here}?named=local", _("Named for local authorities"), local),
        ],
        "shown": sum(len(some) for _table, some in tables),
        "total": OBJECTIVES,
    }
    return render(request, "compact/objectives.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def objective(request: HttpRequest, number: int) -> HttpResponse:
    """One objective: what it commits to, what a local authority can do, and what the platform holds."""
    found = queries.whole(number)
    if found is None:
        raise Http404
    chosen, local_actions, targets = found
    context = {
        "objective": chosen,
        "about": presenters.about(chosen, address=request.build_absolute_uri(request.path)),
        "crumbs": _under_objectives(f"{number}. {chosen.short}"),
        "title_note": presenters.wording(chosen.title_status),
        "summary": in_language(chosen.summary),
        "summary_note": presenters.wording(chosen.summary_status),
        "facts": presenters.facts(chosen, targets),
        "local_actions": [(action, presenters.wording(action.summary_status)) for action in local_actions],
        "previous": reverse("compact:objective", args=[number - 1]) if number > 1 else "",
        "next": reverse("compact:objective", args=[number + 1]) if number < OBJECTIVES else "",
        "hub": f"https://migrationnetwork.un.org/hub?gcm_objectives={chosen.hub_term}",
    }
    return render(request, "compact/objective.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def principles(request: HttpRequest) -> HttpResponse:
    """The ten principles."""
    rows = [(p, presenters.wording(p.title_status)) for p in queries.principles()]
    context = {"principles": rows, "crumbs": _under_objectives(_("Guiding principles"))}
    return render(request, "compact/principles.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def stakeholders(request: HttpRequest) -> HttpResponse:
    """The thirteen groups of paragraph 44 and the twelve kinds of entity that may pledge."""
    lists = actions.shipped("vocabularies.yaml")
    context = {
        "crumbs": _under_objectives(_("Who takes part")),
        "groups": queries.stakeholder_groups(),
        "kinds": queries.entity_kinds(),
        "group_note": presenters.wording(lists["stakeholder_groups"]["title_status"]),
        "kind_note": presenters.wording(lists["entity_kinds"]["title_status"]),
    }
    return render(request, "compact/stakeholders.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def skos_json(request: HttpRequest) -> HttpResponse:
    """The whole vocabulary as SKOS in JSON-LD."""
    return HttpResponse(vocabulary.json_ld(_base()), content_type="application/ld+json")


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def skos_turtle(request: HttpRequest) -> HttpResponse:
    """The whole vocabulary as SKOS in Turtle."""
    return HttpResponse(vocabulary.turtle(_base()), content_type="text/turtle; charset=utf-8")


def _under_objectives(here: str) -> list[tuple[str, str]]:
    return [(reverse("compact:objectives"), _("Objectives")), ("", here)]


def _base() -> str:
    """Concepts are named alike in every language, whatever page they were fetched from."""
    return f"{settings.SITE_URL}/id/gcm/"
