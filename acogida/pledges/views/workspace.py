"""One's pledges, a new one, the desk of each, its words and its signature."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING, Organisation
from acogida.accounts.rules import memberships_on, today
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.pledges import actions, rules
from acogida.pledges.actions import Stale
from acogida.pledges.forms.words import AmendmentForm, PledgeForm
from acogida.pledges.models import Pledge
from acogida.pledges.presenters import desk as shown
from acogida.pledges.presenters.card import card
from acogida.pledges.presenters.page import facts
from acogida.pledges.queries.public import with_relations
from acogida.pledges.queries.smart import letters, missing
from acogida.pledges.queries.whole import indicators
from acogida.pledges.states import OPEN, State
from acogida.pledges.views.ground import Page, crumbs, form_page, mine_in, pledge_of, sees, tried

WHY_WORK = gettext_lazy("A pledge is written by those who make it; the public has its own page.")
WHY_WRITE = gettext_lazy("Editors write the pledges of their organisation.")
MOST = 100


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Each person sees the pledges of their organisations."))
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The pledges that one's organisations make, drafts too, newest first."""
    day = timezone.localdate()
    found = with_relations(Pledge.objects.of_colleagues(request.user).order_by("-listed_on", "-pk"))
    context = {
        "cards": [card(pledge, day) for pledge in found[:MOST]],
        "may_create": bool(_organisations(request)),
        "crumbs": [(reverse("pledges:index"), _("Pledges")), ("", _("My pledges"))],
    }
    return render(request, "pledges/work/mine.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors begin pledges for their organisation."))
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a pledge, of the first organisation one edits for unless another is named."""
    organisations = _organisations(request)
    chosen = next((o for o in organisations if str(o.pk) == request.GET.get("for")), None)
    organisation = chosen or (organisations[0] if organisations else None)
    initial = {"language": get_language() or "es", "matches": request.GET.get("matches", "")[:80]}
    if initial["matches"]:
        initial["form"] = "matching"
    form = PledgeForm(request.POST or None, initial=initial)
    page = Page(
        title=_("Begin a pledge"),
        label=_("Save the draft"),
        back=reverse("pledges:mine"),
        crumbs=[(reverse("pledges:mine"), _("My pledges")), ("", _("Begin a pledge"))],
        audience=_("Only those who make the pledge see it until it is signed."),
        intro=str(organisation or ""),
    )
    refusal = None
    if organisation is None:
        refusal = Refused(_("Only people who edit for an organisation can begin a pledge."))
    elif form.is_valid():
        try:
            made = actions.create(organisation, values=form.values(), by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The draft is saved. See below what would make it stronger."))
            return redirect("pledges:desk", pk=made.pk)
    return form_page(request, page, form, refusal=refusal)


def _organisations(request: SignedInRequest) -> list[Organisation]:
    return [m.organisation for m in memberships_on(request.user, today()) if m.role in EDITING]


@open_to(Audience.MEMBER, why=WHY_WORK)
@require_safe
def desk(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where a pledge stands: what it lacks, who promises together, its steps, what to do next."""
    pledge = pledge_of(request, pk)
    partners = list(pledge.partners.select_related("organisation"))
    milestones, measures = list(pledge.milestones.select_related("organisation")), list(indicators(pledge))
    leads = rules.may_see_work(request.user, pledge)
    confirmed = [p for p in partners if p.answer == "confirmed"]
    day = timezone.localdate()
    context = {
        "pledge": pledge,
        "crumbs": crumbs(pledge),
        "card": card(pledge, day),
        "letters": letters(pledge, milestones=len(milestones), indicators=len(measures)),
        "missing": missing(pledge, confirmed=len(confirmed)) if pledge.state == State.DRAFT else [],
        "partners": shown.partners(partners if leads else confirmed, at=timezone.now()),
        "steps": shown.steps(milestones, measures, request.user, pledge, day),
        "mine": mine_in(request, pledge),
        "attachments": list(pledge.attachments.select_related("file")),
        "may_write": rules.may_write(request.user, pledge),
        "may_sign": rules.may_sign(request.user, pledge),
        "is_draft": pledge.state == State.DRAFT,
        "is_open": pledge.state in OPEN,
        "contacts": shown.contacts(pledge) if leads else [],
    }
    return render(request, "pledges/work/desk.html", context)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a draft's words; of a signed pledge, amend them with a reason."""
    pledge = pledge_of(request, pk)
    signed = pledge.state != State.DRAFT
    form = (AmendmentForm if signed else PledgeForm)(request.POST or None, initial=PledgeForm.of(pledge))
    here = _("Amend the pledge") if signed else _("Change the words")
    page = Page(
        title=here,
        label=_("Sign the amendment") if signed else _("Save"),
        back=reverse("pledges:desk", args=[pledge.pk]),
        crumbs=crumbs(pledge, ("", here)),
        audience=sees(pledge),
        autosave="" if signed else reverse("pledges:autosave", args=[pledge.pk]),
    )
    refusal, current = None, None
    if form.is_valid():
        given: dict[str, Any] = {"values": form.values(), "revision": form.opened_on(), "by": request.user}
        try:
            if signed:
                actions.amend(pledge, reason=form.cleaned_data["reason"], at=timezone.now(), **given)
            else:
                actions.edit(pledge, at=timezone.now(), **given)
        except Refused as error:
            refusal = error
            current = PledgeForm.of(error.current) if isinstance(error, Stale) else None
        else:
            messages.success(request, _("Saved."))
            return redirect("pledges:desk", pk=pledge.pk)
    return form_page(request, page, form, refusal=refusal, current=current)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def autosave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a draft as it is being written; 409 where a colleague saved first, 422 where it cannot be."""
    pledge = pledge_of(request, pk)
    form = PledgeForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    given: dict[str, Any] = {"values": form.values(), "revision": form.opened_on(), "by": request.user}
    if refusal := tried(lambda: actions.edit(pledge, at=timezone.now(), **given)):
        return HttpResponse(str(refusal), status=409 if isinstance(refusal, Stale) else 422)
    pledge.refresh_from_db()
    return render(request, "pledges/parts/revision.html", {"revision": pledge.revision})


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the approvers that the draft is ready."""
    pledge = pledge_of(request, pk)
    if refusal := tried(lambda: actions.ask_signature(pledge, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The approvers of your organisation were told."))
    return redirect("pledges:desk", pk=pledge.pk)


@open_to(Audience.MEMBER, why=gettext_lazy("Only approvers sign; their colleagues see what is to be signed."))
@require_http_methods(["GET", "POST"])
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the pledge whole, and sign it."""
    pledge = pledge_of(request, pk)
    refusal = None
    if request.method == "POST":
        read = request.POST.get("revision", "")
        refusal = tried(
            lambda: actions.sign(
                pledge, revision=int(read) if read.isdigit() else 0, by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            messages.success(request, _("The pledge is signed and public."))
            return redirect("pledges:public", slug=pledge.slug)
        pledge = pledge_of(request, pk)
    partners = list(pledge.partners.confirmed().select_related("organisation"))
    context = {
        "pledge": pledge,
        "crumbs": crumbs(pledge, ("", _("Sign the pledge"))),
        "facts": facts(pledge),
        "partners": partners,
        "milestones": list(pledge.milestones.select_related("organisation")),
        "measures": list(indicators(pledge)),
        "missing": missing(pledge, confirmed=len(partners)),
        "may_sign": rules.may_sign(request.user, pledge),
        "refusal": refusal,
    }
    return render(request, "pledges/work/sign.html", context, status=409 if refusal else 200)
