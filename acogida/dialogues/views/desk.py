"""The secretariat's desk of an event: preparing it, its panels on the scales, the guests, the door."""

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.dialogues import rules
from acogida.dialogues.actions import events as deeds
from acogida.dialogues.actions import guests as guest_deeds
from acogida.dialogues.forms.events import (
    EventForm,
    GuestsForm,
    InvitationsForm,
    PanellistForm,
    TakeOffForm,
    ThemeForm,
)
from acogida.dialogues.models import Attendance, Event, EventKind, Theme
from acogida.dialogues.presenters import events as shown
from acogida.dialogues.queries import events as asked
from acogida.dialogues.queries.balance import weigh
from acogida.dialogues.states import EventState
from acogida.dialogues.views.ground import Page, crumbs, form_deed, press

RUNS = gettext_lazy("The secretariat prepares and runs events.")
DOOR = gettext_lazy("Facilitators and the secretariat check people in.")


def event_or_404(request: SignedInRequest, slug: str) -> Event:
    """An event of ours, for who runs events; loaded ones have no desk."""
    if not rules.may_run(request.user):
        raise Http404
    found = asked.with_themes(Event.objects.filter(created_by__isnull=False))
    return get_object_or_404(found, slug=slug)


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin to prepare an event."""
    if not rules.may_run(request.user):
        raise Http404
    page = Page(
        title=_("Prepare an event"),
        label=_("Begin to prepare it"),
        back=reverse("dialogues:events"),
        crumbs=crumbs((reverse("dialogues:events"), _("Events")), ("", _("New"))),
        audience=_("Nobody but the secretariat sees it until the invitations go out."),
    )
    form = EventForm(request.POST or None)

    def deed(_data: object) -> str:
        made = deeds.create(values=form.values(), by=request.user, at=timezone.now())
        return reverse("dialogues:desk", args=[made.slug])

    return form_deed(request, page, form, deed, done=_("The event is begun. Now its themes."))


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_safe
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """Where an event stands and what comes next."""
    found = event_or_404(request, slug)
    themes = list(found.themes.all())
    guests = found.guests.filter(revoked_at__isnull=True, erased_at__isnull=True)
    context = {
        "crumbs": crumbs((reverse("dialogues:events"), _("Events")), ("", found.title)),
        "event": found,
        "tone": shown.TONES[EventState(found.state)],
        "themes": shown.themes(found, themes),
        "balances": shown.balances(weigh(found, themes)),
        "is_uneven": bool(found.formula) and any(not b.is_even for b in weigh(found, themes)),
        "invited": guests.count(),
        "registered": guests.coming().count(),
        "invitations_form": InvitationsForm(),
        "is_preparing": found.state == EventState.PREPARING,
    }
    return render(request, "dialogues/work/desk.html", context)


def _back(found: Event) -> str:
    return reverse("dialogues:desk", args=[found.slug])


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_http_methods(["GET", "POST"])
def theme_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a theme."""
    found = event_or_404(request, slug)
    zone, city = found.cities[0] if found.cities else ("UTC", "UTC")
    page = Page(
        title=_("Add a theme"),
        label=_("Add the theme"),
        back=_back(found),
        crumbs=crumbs((_back(found), found.title), ("", _("Theme"))),
        intro=_("Hours by the clock of %(city)s.") % {"city": city},
    )
    form = ThemeForm(
        request.POST or None,
        held_on=found.held_on,
        zone=zone,
        with_mechanisms=found.kind == EventKind.MECHANISMS,
    )
    return form_deed(
        request,
        page,
        form,
        lambda data: deeds.add_theme(
            found, values=form.values(), objectives=data["objectives"], by=request.user, at=timezone.now()
        ),
        done=_("The theme is added."),
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_http_methods(["GET", "POST"])
def panellist_new(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Give a seat on a panel."""
    found = event_or_404(request, slug)
    theme = get_object_or_404(Theme, event=found, number=number)
    page = Page(
        title=_("Give a seat on the panel of theme %(n)s") % {"n": number},
        label=_("Give the seat"),
        back=_back(found),
        crumbs=crumbs((_back(found), found.title), ("", _("Panel"))),
        audience=_("Everybody sees the organisation once the invitations go out; nobody sees the person."),
    )
    return form_deed(
        request,
        page,
        PanellistForm(request.POST or None),
        lambda data: deeds.add_panellist(theme, **data, by=request.user, at=timezone.now()),
        done=_("The seat is given."),
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_POST
def panellist_remove(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a seat off a panel."""
    found = event_or_404(request, slug)
    form = TakeOffForm(request.POST)
    if not form.is_valid() or form.cleaned_data["panellist"].theme.event_id != found.pk:
        raise Http404
    return press(
        request,
        lambda: deeds.remove_panellist(form.cleaned_data["panellist"], by=request.user, at=timezone.now()),
        done=_("The seat is free again."),
        to=_back(found),
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_http_methods(["GET", "POST"])
def guests(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add guests to the list."""
    found = event_or_404(request, slug)
    page = Page(
        title=_("Add guests"),
        label=_("Add the guests"),
        back=_back(found),
        crumbs=crumbs((_back(found), found.title), ("", _("Guests"))),
        audience=_(
            "Only the secretariat sees the list. Once the invitations are out, new guests get theirs at once."
        ),
    )
    return form_deed(
        request,
        page,
        GuestsForm(request.POST or None),
        lambda data: guest_deeds.add_guests(found, guests=data["guests"], by=request.user, at=timezone.now()),
        done=_("The guests are on the list."),
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_POST
def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the invitations."""
    found = event_or_404(request, slug)
    reason = request.POST.get("balance_reason", "")[:4000]
    return press(
        request,
        lambda: deeds.send_invitations(found, balance_reason=reason, by=request.user, at=timezone.now()),
        done=_("The invitations are out, and the event is public."),
        to=_back(found),
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_POST
def move(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open the doors, or close the event."""
    found = event_or_404(request, slug)
    if "close" in request.POST:
        return press(
            request,
            lambda: deeds.close(found, by=request.user, at=timezone.now()),
            done=_("The event is closed: its figures are counted and frozen."),
            to=_back(found),
        )
    return press(
        request,
        lambda: deeds.begin(found, by=request.user, at=timezone.now()),
        done=_("The doors are open."),
        to=_back(found),
    )


@open_to(Audience.SIGNED_IN, why=DOOR)
@require_http_methods(["GET", "POST"])
def door(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """One list of who is in the room and on line; tick people off at the door."""
    if not rules.is_facilitator(request.user):
        raise Http404
    theme = get_object_or_404(Theme.objects.select_related("event"), event__slug=slug, number=number)
    here = reverse("dialogues:door", args=[slug, number])
    people = theme.event.guests.coming().filter(erased_at__isnull=True)
    if request.method == "POST":
        chosen = request.POST.get("guest", "")
        guest = get_object_or_404(people, pk=int(chosen) if chosen.isdigit() else 0)
        return press(
            request,
            lambda: guest_deeds.check_in(guest, theme=theme, by=request.user, at=timezone.now()),
            done=_("%(name)s is in.") % {"name": guest.name},
            to=here,
        )
    came = Prefetch("attendances", Attendance.objects.filter(theme=theme), to_attr="here")
    rows = list(people.prefetch_related(came).order_by("name", "pk"))
    context = {
        "crumbs": crumbs((reverse("dialogues:event", args=[slug]), theme.event.title), ("", _("The door"))),
        "theme": theme,
        "rows": rows,
        "inside": sum(1 for g in rows if getattr(g, "here", [])),
    }
    return render(request, "dialogues/work/door.html", context)
