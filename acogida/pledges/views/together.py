"""Asking others to promise together, and their answer by personal link."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from acogida.accounts.http import SignedInRequest
from acogida.accounts.queries import hash_of
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.limits import allowed
from acogida.pledges import actions, rules
from acogida.pledges.forms.steps import PartnerForm
from acogida.pledges.models import Partner, Pledge
from acogida.pledges.presenters.page import facts
from acogida.pledges.views.ground import Page, crumbs, form_page, pledge_of, tried

WHY = gettext_lazy("Editors of the organisation that makes a pledge ask others to make it together.")


@open_to(Audience.EDITOR, why=WHY)
@never_cache
@require_http_methods(["GET", "POST"])
def partner_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask an organisation; its link is shown once, to be handed over."""
    pledge = pledge_of(request, pk)
    form = PartnerForm(pledge, request.POST or None)
    here = _("Ask somebody to promise together")
    page = Page(
        title=here,
        label=_("Make the personal link"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", here)),
        audience=_("Nobody sees the organisation beside the pledge until it confirms."),
    )
    refusal = None
    if form.is_valid():
        data = form.cleaned_data
        try:
            asked, token = actions.invite_partner(pledge, by=request.user, at=timezone.now(), **data)
        except Refused as error:
            refusal = error
        else:
            context = {
                "pledge": pledge,
                "partner": asked,
                "link": actions.link_of(token),
                "crumbs": crumbs(pledge, ("", here)),
            }
            return render(request, "pledges/work/invited.html", context)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=WHY)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    mine = Pledge.objects.of_colleagues(request.user)
    found = get_object_or_404(Partner.objects.filter(pledge__in=mine).select_related("pledge"), pk=pk)
    if refusal := tried(lambda: actions.take_back(found, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is taken back: its link no longer works."))
    return redirect("pledges:desk", pk=found.pledge_id)


@open_to(
    Audience.LINK, why=gettext_lazy("The personal link is the key: it is answered once, by whom it was for.")
)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, by whom, and the two answers."""
    now = timezone.now()
    found = (
        Partner.objects.select_related("organisation", "pledge__organisation", "pledge__entity_kind")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if found is None:
        if not allowed("pledge-link", get_adapter().get_client_ip(request), times=30, seconds=300, at=now):
            return _closed(
                request, _("Too many tries from here. Wait five minutes and open the link again."), 429
            )
        return _closed(request, _("This link is not known here. Copy it whole, as it was sent to you."), 404)
    if sentence := rules.why_closed(found, found.pledge, at=now):
        return _closed(request, sentence, 410)
    refusal = None
    if request.method == "POST" and request.user.is_authenticated:
        refusal = tried(lambda: _answer(request, found))
        if refusal is None:
            if request.POST.get("answer") == "confirm":
                messages.success(request, _("You promise together. Now add your milestones."))
                return redirect("pledges:desk", pk=found.pledge_id)
            return _closed(request, _("You have declined. Nobody else knows that you were asked."), 200)
    context = {
        "partner": found,
        "pledge": found.pledge,
        "facts": facts(found.pledge),
        "may_answer": rules.may_answer(request.user, found),
        "here": reverse("pledges:answer", args=[token]),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "pledges/public/answer.html", context, status=status)


def _answer(request: HttpRequest, found: Partner) -> None:
    given = {"by": request.user, "at": timezone.now()}
    if request.POST.get("answer") == "confirm":
        actions.confirm(found, part=request.POST.get("part", found.part)[:300], **given)  # type: ignore[arg-type] # signed in
    else:
        actions.decline(found, reason=request.POST.get("reason", "")[:2000], **given)  # type: ignore[arg-type] # as above


def _closed(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return render(request, "pledges/public/answer_closed.html", {"sentence": sentence}, status=status)
