"""The roster of reviewers and the calls, for the secretariat."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import MandateKind, User
from acogida.accounts.rules import today
from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.practices import actions, rules
from acogida.practices.forms.reviewing import CallForm, ReviewerForm
from acogida.practices.models import Reviewer
from acogida.practices.presenters import words
from acogida.practices.views.ground import Page, form_page, tried

WHY = gettext_lazy("The secretariat keeps the roster and opens the calls.")


def _require(request: SignedInRequest) -> None:
    if not rules.may_run_desk(request.user):
        raise Http404


@open_to(Audience.SECRETARIAT, why=WHY)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The roster, and who holds the mandate of a reviewer without being in it yet."""
    _require(request)
    people = (
        Reviewer.objects.select_related("user").prefetch_related("objectives").order_by("user__name", "pk")
    )
    rows = [
        (
            person,
            ", ".join(words.language_name(code) for code in person.languages),
            ", ".join(str(o.number) for o in person.objectives.all()),
        )
        for person in people.order_by("user__name", "pk")
    ]
    mandated = User.objects.filter(
        mandates__kind__in=[MandateKind.REVIEWER, MandateKind.SECRETARIAT],
        mandates__starts_on__lte=today(),
        reviewer__isnull=True,
        is_active=True,
    ).distinct()
    context = {"rows": rows, "waiting": mandated.order_by("name", "pk")}
    return render(request, "practices/desk/roster.html", context)


@open_to(Audience.SECRETARIAT, why=WHY)
@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put somebody with a mandate into the roster, or change their entry."""
    _require(request)
    kinds = [MandateKind.REVIEWER, MandateKind.SECRETARIAT]
    user = get_object_or_404(User.objects.filter(mandates__kind__in=kinds).distinct(), pk=pk)
    found = Reviewer.objects.filter(user=user).first()
    names = ("languages", "profile", "is_internal", "capacity", "is_active")
    initial = {name: getattr(found, name) for name in names} if found else {}
    if found:
        initial["objectives"] = list(found.objectives.values_list("pk", flat=True))
    form = ReviewerForm(Objective.objects.order_by("number"), request.POST or None, initial=initial)
    page = Page(
        title=_("In the roster: %(name)s") % {"name": user},
        label=_("Save"),
        back=reverse("practices:roster"),
        crumbs=[
            (reverse("practices:desk"), _("Review desk")),
            (reverse("practices:roster"), _("Roster")),
            ("", str(user)),
        ],
        audience=_("Only the secretariat sees the roster."),
    )
    refusal = None
    if form.is_valid():
        values = dict(form.cleaned_data)
        values["objectives"] = [objective.pk for objective in values["objectives"]]
        refusal = tried(lambda: actions.enrol(user, **values, by=request.user, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("Saved."))
            return redirect("practices:roster")
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SECRETARIAT, why=WHY)
@require_http_methods(["GET", "POST"])
def new_call(request: SignedInRequest) -> HttpResponse:
    """Open a call for practices."""
    _require(request)
    initial = {"opens_on": today(), "language": get_language()}
    form = CallForm(Objective.objects.order_by("number"), request.POST or None, initial=initial)
    page = Page(
        title=_("Open a call"),
        label=_("Open the call"),
        back=reverse("practices:desk"),
        crumbs=[(reverse("practices:desk"), _("Review desk")), ("", _("Open a call"))],
        audience=_("Everybody sees the call from its first day."),
    )
    if not form.is_valid():
        return form_page(request, page, form)
    values = dict(form.cleaned_data)
    values["objectives"] = [objective.pk for objective in values["objectives"]]
    try:
        call = actions.open_call(**values, by=request.user, at=timezone.now())
    except Refused as refusal:
        return form_page(request, page, form, refusal=refusal)
    return redirect("practices:call", slug=call.slug)
