"""Annual sessions of mechanisms: answers side by side, the ground they share, what they do together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING
from acogida.accounts.rules import roles_on, today
from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.dialogues.models import Event
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.mechanisms import actions, rules
from acogida.mechanisms.forms import JointActionForm, TakeUpForm
from acogida.mechanisms.models import JointAction
from acogida.mechanisms.presenters import session as shown
from acogida.mechanisms.presenters import words
from acogida.mechanisms.queries import session as asked
from acogida.mechanisms.views.public import tabs

WHY = gettext_lazy("Annual sessions of mechanisms are public once their invitations went out.")


def _event(slug: str) -> Event:
    return get_object_or_404(asked.sessions(), slug=slug)


def _crumbs(event: Event, title: str = "") -> list[tuple[str, str]]:
    found = [
        (reverse("mechanisms:index"), _("Mechanisms")),
        (reverse("mechanisms:sessions"), _("Annual sessions")),
    ]
    here = reverse("mechanisms:session", args=[event.slug])
    return [*found, (here, event.title), ("", title)] if title else [*found, ("", event.title)]


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions held and called, newest first."""
    rows = [(one, words.day(one.held_on)) for one in asked.sessions()[:100]]
    return render(request, "mechanisms/sessions.html", {"rows": rows, "tabs": tabs("sessions")})


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """One session; `theme` in the address leaves the answers of those who work on it."""
    event = _event(slug)
    found = asked.presenters(event, event.held_on)
    themes = asked.themes_of(found)
    chosen = next((row for row in themes if row[0].pk == request.GET.get("theme")), None)
    gaps = asked.uncovered(found)
    context = {
        "event": event,
        "day": words.day(event.held_on),
        "questions": shown.questions(event),
        "presenters": chosen[1] if chosen else found,
        "themes": themes,
        "theme": chosen[0] if chosen else None,
        "pairs": [shown.pair_row(one) for one in asked.shared(found)[: shown.MOST_PAIRS]],
        "gaps": Objective.objects.filter(number__in=gaps),
        "practices": [shown.practice_row(one) for one in asked.gathered_practices(found)],
        "joint": [shown.joint_row(one) for one in asked.joint_actions(event)],
        "files": [(reverse("mechanisms:brief", args=[slug, end]), end.upper()) for end in ("pdf", "docx")],
        "may_edit": rules.may_edit(request.user),
        "crumbs": _crumbs(event),
    }
    return render(request, "mechanisms/session.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def brief(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The session as a document, for those who chair and attend it."""
    if ending not in {"pdf", "docx"}:
        raise Http404
    event = _event(slug)
    found = asked.presenters(event, event.held_on)
    made = shown.brief(
        event,
        found,
        themes=asked.themes_of(found),
        pairs=asked.shared(found),
        gaps=asked.uncovered(found),
        practices=asked.gathered_practices(found),
        joint=asked.joint_actions(event),
    )
    file = to_pdf(made) if ending == "pdf" else to_docx(made)
    return document_response(file, name=f"{event.slug}.{ending}", kind=ending)


@open_to(Audience.OVERSIGHT, why=gettext_lazy("The secretariat records what mechanisms will do together."))
@require_http_methods(["GET", "HEAD", "POST"])
def joint_action(request: SignedInRequest, slug: str) -> HttpResponse:
    if not rules.may_edit(request.user):
        raise Http404
    event = _event(slug)
    present = [one.mechanism.pk for one in asked.presenters(event, event.held_on) if one.mechanism]
    form = JointActionForm(request.POST or None, mechanisms=present)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_joint_action(event, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The joint action is recorded and public."))
            return redirect("mechanisms:session", slug=slug)
    title = _("Record a joint action")
    context = {
        "form": form,
        "title": title,
        "mechanism": event.title,
        "note": _("Everybody will see it on the page of the session."),
        "crumbs": _crumbs(event, title),
    }
    return render(request, "mechanisms/form.html", context, status=409 if form.is_bound else 200)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors take a joint action up for their organisation."))
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """An organisation answers for a joint action with a pledge in partnership."""
    joint = get_object_or_404(JointAction.objects.select_related("event"), pk=pk)
    roles = roles_on(request.user, today())
    mine = [organisation for organisation, role in roles.items() if role in EDITING]
    if not mine:
        raise Http404
    form = TakeUpForm(request.POST or None, organisations=mine)
    if request.method == "POST" and form.is_valid():
        try:
            pledge = actions.take_up(joint, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The pledge is begun as a draft: ask your partners to confirm."))
            return redirect("pledges:edit", pk=pledge.pk)
    title = _("Take up this joint action")
    context = {
        "form": form,
        "title": title,
        "mechanism": joint.title,
        "note": _(
            "A draft of a pledge in partnership begins. Only your organisation sees it until it signs."
        ),
        "crumbs": _crumbs(joint.event, title),
    }
    return render(request, "mechanisms/form.html", context, status=409 if form.is_bound else 200)
