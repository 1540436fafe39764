"""The map of civil society's initiatives: everybody reads, delegates send, the secretariat looks at them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.dialogues import rules
from acogida.dialogues.actions import initiatives as deeds
from acogida.dialogues.forms.initiatives import InitiativeDecisionForm, InitiativeForm
from acogida.dialogues.models import Initiative, Shown
from acogida.dialogues.presenters import initiatives as shown
from acogida.dialogues.queries import initiatives as asked
from acogida.dialogues.views.ground import Page, crumbs, form_deed, press

PUBLIC = gettext_lazy(
    "What civil society does, where and for which objectives, is public; contacts where agreed."
)
DELEGATES = gettext_lazy("Accredited delegates send their organisation's initiatives.")
DECIDES = gettext_lazy("The secretariat looks at each before it is on the map.")
MOST = 300


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The map, its table and the list; by country and objective."""
    country, objective = request.GET.get("country", "")[:3], request.GET.get("objective", "")[:3]
    found = list(
        asked.listed(country=country, objective=int(objective) if objective.isdigit() else None)[:MOST]
    )
    countries, objectives = asked.choices()
    chosen = countries.filter(code=country).first() if country else None
    runs = rules.may_run(request.user)
    context = {
        "crumbs": crumbs(("", _("Initiatives"))),
        "initiatives": found,
        "map": shown.map_of(found, chosen),
        "countries": countries,
        "objectives": objectives,
        "chosen": {"country": country, "objective": objective},
        "waiting": asked.waiting() if runs else [],
        "mine": [(one, shown.TONES[Shown(one.state)]) for one in asked.of_person(request.user)[:50]]
        if request.user.is_authenticated
        else [],
        "may_send": rules.delegate_of(request.user) is not None,
        "may_run": runs,
        "has_demonstration": any(one.organisation.is_demonstration for one in found),
    }
    return render(request, "dialogues/public/initiatives.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """One initiative on the map, under an address that lasts."""
    found = get_object_or_404(asked.with_parts(Initiative.objects.public()), pk=pk)
    context = {
        "one": found,
        "facts": shown.facts(found),
        "crumbs": crumbs((reverse("dialogues:initiatives"), _("Initiatives")), ("", found.title)),
    }
    return render(request, "dialogues/public/initiative.html", context)


@open_to(Audience.MEMBER, why=DELEGATES)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Send an initiative."""
    delegate = rules.delegate_of(request.user)
    if delegate is None:
        raise Http404
    back = reverse("dialogues:initiatives")
    page = Page(
        title=_("Put an initiative of %(name)s on the map") % {"name": delegate.member.organisation},
        label=_("Send it to the secretariat"),
        back=back,
        crumbs=crumbs((back, _("Initiatives")), ("", _("New"))),
        audience=_("The secretariat looks at it; then everybody sees it, the contact only where you agree."),
    )
    form = InitiativeForm(
        request.POST or None,
        initial={"language": get_language(), "country": delegate.member.organisation.country.code},
    )
    return form_deed(
        request,
        page,
        form,
        lambda data: deeds.send(
            values=form.values(), objectives=data["objectives"], by=request.user, at=timezone.now()
        ),
        done=_("It is with the secretariat."),
    )


@open_to(Audience.SECRETARIAT, why=DECIDES)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put it on the map, or say why not."""
    if not rules.may_run(request.user):
        raise Http404
    found = get_object_or_404(Initiative.objects.select_related("organisation"), pk=pk)
    back = reverse("dialogues:initiatives")
    page = Page(
        title=_("Decide about an initiative"),
        label=_("Decide"),
        back=back,
        crumbs=crumbs((back, _("Initiatives")), ("", _("Decision"))),
        intro=f"{found.organisation}: {found.title}",
        quote=found.text,
        audience=_("On the map everybody sees it; the reason is read by the organisation."),
    )
    return form_deed(
        request,
        page,
        InitiativeDecisionForm(request.POST or None, initial={"accept": "yes"}),
        lambda data: deeds.decide(found, **data, by=request.user, at=timezone.now()),
        done=_("Decided."),
    )


@open_to(Audience.SIGNED_IN, why=DELEGATES)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it off the map."""
    found = get_object_or_404(Initiative, pk=pk)
    if not rules.may_withdraw(request.user, found):
        raise Http404
    return press(
        request,
        lambda: deeds.withdraw(found, by=request.user, at=timezone.now()),
        done=_("It is off the map, and its contact is erased."),
        to=reverse("dialogues:initiatives"),
    )
