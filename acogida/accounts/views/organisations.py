from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts import queries, rules
from acogida.accounts.actions import invitations, organisations
from acogida.accounts.forms import InviteForm, OrganisationForm, RoleForm
from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Invitation, Membership, Organisation
from acogida.accounts.presenters import link_to_share
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.territories.models import Territory

PAGE = 30
PLACES = 20


@open_to(
    Audience.MEMBER,
    also=(Audience.OVERSIGHT,),
    why=_("Members see who works with them, the secretariat whom it serves."),
)
@require_safe
def organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is in the organisation, with which role since when, and who is invited."""
    found = _seen(request, pk)
    return render(request, "accounts/organisation.html", _context(request, found))


def _seen(request: SignedInRequest, pk: int) -> Organisation:
    seen = queries.organisations_seen_by(request.user).select_related("territory", "country", "kind")
    return get_object_or_404(seen, pk=pk)


def _context(request: SignedInRequest, found: Organisation) -> dict[str, object]:
    may_invite = rules.may_invite(request.user, found)
    return {
        "organisation": found,
        "members": queries.members(found),
        "past": queries.past_members(found)[:PAGE],
        "may_invite": may_invite,
        "may_administer": rules.may_administer(request.user, found),
        "open_invitations": found.invitations.open(timezone.now()) if may_invite else [],
    }


@open_to(
    Audience.ADMINISTRATOR,
    also=(Audience.OVERSIGHT,),
    why=_("Administrators decide who works for the organisation; the secretariat, while it has nobody."),
)
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite a person; the link is shown once, to copy, and goes by mail too."""
    found = _seen(request, pk)
    if not rules.may_invite(request.user, found):
        raise Http404
    form = InviteForm(request.POST or None, initial={"language": get_language(), "role": "editor"})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made, token = invitations.invite(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            return _invited(request, made, token)
    context = {"organisation": found, "form": form, "refusal": refusal}
    return render(request, "accounts/invite.html", context, status=409 if refusal else 200)


def _invited(request: SignedInRequest, made: Invitation, token: str) -> HttpResponse:
    link = invitations.link_of(made, token)
    context = {"invitation": made, "link": link, "message": link_to_share(made, link)}
    answer = render(request, "accounts/invited.html", context, status=201)
    answer["Cache-Control"] = "no-store"
    return answer


@open_to(
    Audience.ADMINISTRATOR,
    also=(Audience.OVERSIGHT,),
    why=_("Administrators decide who works for the organisation; the secretariat, while it has nobody."),
)
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    seen = queries.organisations_seen_by(request.user)
    found = get_object_or_404(Invitation.objects.filter(organisation__in=seen), pk=pk)
    try:
        invitations.revoke(found, by=request.user, at=timezone.now())
    except Refused as error:
        context = {**_context(request, found.organisation), "refusal": error}
        return render(request, "accounts/organisation.html", context, status=409)
    messages.success(request, gettext("The invitation was revoked; its link no longer works."))
    return redirect("accounts:organisation", pk=found.organisation_id)


@open_to(
    Audience.ADMINISTRATOR,
    also=(Audience.MEMBER,),
    why=_("Administrators change roles; each person may end their own membership."),
)
@require_http_methods(["GET", "POST"])
def membership(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a person's role, or end their membership."""
    mine = Membership.objects.select_related("user", "organisation")
    found = get_object_or_404(mine, pk=pk)
    if not rules.may_end(request.user, found):
        raise Http404
    ending = "end" in request.POST
    form = RoleForm(None if ending else request.POST or None, initial={"role": found.role})
    refusal = None
    if request.method == "POST" and (ending or form.is_valid()):
        try:
            if ending:
                organisations.end_membership(found, by=request.user, at=timezone.now())
            else:
                role = form.cleaned_data["role"]
                organisations.change_role(found, role=role, by=request.user, at=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(
                request, gettext("The membership ended.") if ending else gettext("The role was changed.")
            )
            stays = rules.may_see_members(request.user, found.organisation)
            return (
                redirect("accounts:organisation", pk=found.organisation_id)
                if stays
                else redirect("accounts:me")
            )
    context = {
        "membership": found,
        "form": form,
        "refusal": refusal,
        "is_me": found.user_id == request.user.pk,
        "may_administer": rules.may_administer(request.user, found.organisation),
    }
    return render(request, "accounts/membership.html", context, status=409 if refusal else 200)


@open_to(Audience.OVERSIGHT, why=_("The secretariat and operators open the door to new organisations."))
@require_safe
def organisation_list(request: SignedInRequest) -> HttpResponse:
    if not rules.may_oversee(request.user):
        raise Http404
    like = request.GET.get("q", "").strip()[:100]
    after = request.GET.get("after", "")
    found = list(queries.organisations(like=like, after=int(after) if after.isdecimal() else 0)[: PAGE + 1])
    following = {"q": like, "after": found[PAGE - 1].pk} if len(found) > PAGE else {}
    context = {
        "organisations": found[:PAGE],
        "like": like,
        "next": f"?{urlencode(following)}" if following else "",
    }
    return render(request, "accounts/organisations.html", context)


@open_to(Audience.OVERSIGHT, why=_("The secretariat and operators open the door to new organisations."))
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """First the place, found by its name; then the organisation and its first administrator."""
    if not rules.may_oversee(request.user):
        raise Http404
    territory = Territory.objects.filter(code=request.GET.get("territory", "")).first()
    if territory is None:
        like = request.GET.get("q", "").strip()[:100]
        places = queries.places(like)[:PLACES]
        return render(request, "accounts/choose_place.html", {"like": like, "places": places})
    form = OrganisationForm(request.POST or None, initial={"language": get_language()})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            _made, invitation, token = organisations.create(
                **form.cleaned_data, territory=territory, by=request.user, at=timezone.now()
            )
        except Refused as error:
            refusal = error
        else:
            return _invited(request, invitation, token)
    context = {"territory": territory, "form": form, "refusal": refusal}
    return render(request, "accounts/create.html", context, status=409 if refusal else 200)
