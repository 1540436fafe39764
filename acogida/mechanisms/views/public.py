"""What everybody may read: the registry, the matrix, what mechanisms share and what nobody covers."""

from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.documents.tables import write_xlsx
from acogida.mechanisms import queries, rules
from acogida.mechanisms.forms import DayForm, FilterForm, TogetherForm, WeightForm
from acogida.mechanisms.models import Field, Mechanism, Meeting, Theme
from acogida.mechanisms.presenters import linked, shared, words
from acogida.mechanisms.presenters.calendars import calendar as as_calendar
from acogida.mechanisms.queries import gaps as missing
from acogida.mechanisms.queries import overlap as alike
from acogida.territories.models import Territory

WHY = gettext_lazy("Who meets whom about what is public, each fact with its source.")
USUAL = {"people": 3, "fare": 900}
MOST_PAIRS = 40


def tabs(current: str) -> list[tuple[str, str, bool]]:
    places = [
        ("index", _("Registry")),
        ("matrix", _("Countries and mechanisms")),
        ("overlaps", _("What they share")),
        ("gaps", _("What nobody covers")),
        ("meetings", _("Meetings")),
        ("sessions", _("Annual sessions")),
    ]
    return [(reverse(f"mechanisms:{name}"), text, name == current) for name, text in places]


def _day(request: HttpRequest) -> tuple[DayForm, date]:
    """The day asked for, else today."""
    form = DayForm(
        request.GET if request.GET.get("on") else {**request.GET.dict(), "on": timezone.localdate()}
    )
    return form, (form.cleaned_data["on"] if form.is_valid() else None) or timezone.localdate()


def _known(form: DayForm) -> datetime | None:
    """The end of the day whose knowledge is asked for; None is now."""
    asked = form.cleaned_data.get("known") if form.is_valid() else None
    return timezone.make_aware(datetime.combine(asked, time.max)) if asked else None


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The registry, narrowed by kind, reach and objective; the question is in the address."""
    form = FilterForm(request.GET)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name) or None for name in ("kind", "reach", "objective")}
    found = queries.registry(
        kind=asked["kind"] or "", reach=asked["reach"] or "", objective=asked["objective"]
    )
    members: dict[int, int] = {}
    for held in queries.participations(timezone.localdate()):
        if held.part == "member":
            members[held.mechanism_id] = members.get(held.mechanism_id, 0) + 1
    context = {
        "rows": [
            {
                "mechanism": one,
                "status": words.status(one),
                "members": words.member_count(members[one.pk]) if one.pk in members else "",
                "themes": ", ".join(str(theme) for theme in one.themes.all()),
            }
            for one in found
        ],
        "form": form,
        "tabs": tabs("index"),
    }
    return render(request, "mechanisms/index.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def mechanism(request: HttpRequest, key: str) -> HttpResponse:
    """One mechanism: its facts, who takes part on a day, what it works on and why we say so."""
    found = get_object_or_404(Mechanism.objects.prefetch_related("themes"), key=key)
    form, day = _day(request)
    known = _known(form)
    facts = queries.facts(found, known=known)
    context = {
        "mechanism": found,
        "about": linked.about(found, address=request.build_absolute_uri(request.path)),
        "status": words.status(found),
        "facts": [words.fact(one) for one in facts if one.field != Field.NOTE],
        "notes": [words.fact(one) for one in facts if one.field == Field.NOTE],
        "countries": words.countries(queries.participations(day, [found], known=known)),
        "codes": found.codes.select_related("objective").prefetch_related("themes"),
        "presidencies": [words.presidency(one) for one in found.presidencies.select_related("country")],
        "meetings": [words.meeting(one) for one in found.meetings.select_related("mechanism")],
        "documents": [words.document(one) for one in queries.documents(found, day, known=known)],
        "commitments": [words.commitment(one) for one in queries.commitments(found, day, known=known)],
        "checked": words.day(found.checked_on),
        "form": form,
        "day": words.day(day),
        "known": words.day(form.cleaned_data["known"]) if known else "",
        "may_edit": rules.may_edit(request.user),
        "may_propose": rules.may_propose(request.user),
        "crumbs": [(reverse("mechanisms:index"), _("Mechanisms")), ("", found.short)],
    }
    return render(request, "mechanisms/mechanism.html", context)


def _matrix(day: date, known: datetime | None) -> tuple[list[Mechanism], list[dict[str, Any]]]:
    mechanisms = list(Mechanism.objects.all())
    return shared.matrix(mechanisms, queries.participations(day, known=known))


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Who is in what, on the day asked for."""
    form, day = _day(request)
    known = _known(form)
    columns, rows = _matrix(day, known)
    asked = {"on": day.isoformat(), **({"known": form["known"].value()} if known else {})}
    context = {
        "columns": columns,
        "rows": rows,
        "letters": shared.letters(),
        "form": form,
        "day": words.day(day),
        "known": words.day(form.cleaned_data["known"]) if known else "",
        "file": f"{reverse('mechanisms:matrix_xlsx')}?{urlencode(asked)}",
        "tabs": tabs("matrix"),
    }
    return render(request, "mechanisms/matrix.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def matrix_xlsx(request: HttpRequest) -> HttpResponse:
    form, day = _day(request)
    made = write_xlsx([shared.sheet(*_matrix(day, _known(form)))])
    return document_response(made, name=f"{_('mechanisms')} {day.isoformat()}", kind="xlsx")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def overlaps(request: HttpRequest) -> HttpResponse:
    """Every pair by how much it shares on the day and with the weights asked for."""
    form, weights = WeightForm.asked(request.GET)
    day_form, day = _day(request)
    found = alike.overlaps(day, weights, most=MOST_PAIRS)
    context = {
        "form": form,
        "day_form": day_form,
        "is_wrong": bool(form.errors or day_form.errors),
        "day": words.day(day),
        "rows": [shared.row(one, weights, day) for one in found],
        "labels": list(shared.labels().values()),
        "chart": shared.network(found),
        "tabs": tabs("overlaps"),
    }
    return render(request, "mechanisms/overlaps.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Why two mechanisms are alike, and what holding their sessions together would save."""
    _day_form, day = _day(request)
    found = {p.mechanism.key: p for p in alike.profiles(day)}
    if one not in found or other not in found or one == other:
        raise Http404
    _form, weights = WeightForm.asked(request.GET)
    overlap = alike.compare(found[one], found[other], weights)
    asked = TogetherForm({name: request.GET.get(name, usual) for name, usual in USUAL.items()})
    assumed = asked.cleaned_data if asked.is_valid() else USUAL
    context = {
        "one": found[one].mechanism,
        "other": found[other].mechanism,
        "score": shared.percent(overlap.score),
        "reasons": shared.reasons(
            overlap,
            weights,
            Territory.objects.in_bulk(found[one].members & found[other].members),
            Objective.objects.in_bulk(),
            Theme.objects.in_bulk(),
        ),
        "together": asked,
        "day": words.day(day),
        "asked": {**weights, "on": day.isoformat()},
        "saving": alike.together(overlap, people=assumed["people"], fare=assumed["fare"]),
        "crumbs": [
            (reverse("mechanisms:index"), _("Mechanisms")),
            (reverse("mechanisms:overlaps"), _("What they share")),
            ("", f"{found[one].mechanism.short} – {found[other].mechanism.short}"),
        ],
    }
    return render(request, "mechanisms/pair.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """For each country, the objectives that none of its regional mechanisms works on."""
    form, day = _day(request)
    objectives = list(Objective.objects.all())
    context = {
        "rows": missing.coverage(day),
        "objectives": objectives,
        "titles": {one.number: one for one in objectives},
        "form": form,
        "day": words.day(day),
        "tabs": tabs("gaps"),
    }
    return render(request, "mechanisms/gaps.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings on record, the latest first, and those that ask the same countries at the same time."""
    found = list(Meeting.objects.select_related("mechanism"))
    context = {
        "rows": [words.meeting(one) for one in reversed(found)],
        "collisions": [
            {"one": words.meeting(c.first), "other": words.meeting(c.second), "shared": c.shared}
            for c in missing.collisions(found)
        ],
        "tabs": tabs("meetings"),
    }
    return render(request, "mechanisms/meetings.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def meetings_ics(request: HttpRequest) -> HttpResponse:
    made = as_calendar(Meeting.objects.select_related("mechanism"))
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="acogida-mechanisms.ics"'
    return response
