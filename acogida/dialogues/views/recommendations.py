"""Recommendations: the list everybody reads, each one's page, answers and follow-up."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import APPROVING, Organisation
from acogida.accounts.rules import memberships_on, today
from acogida.compact.models import Objective
from acogida.core.access import Audience, open_to
from acogida.core.thread import page_url
from acogida.dialogues import rules
from acogida.dialogues.actions import recommendations as deeds
from acogida.dialogues.forms.recommendations import AnswerForm, FollowForm
from acogida.dialogues.models import Event, Follow, Recommendation
from acogida.dialogues.presenters import recommendations as shown
from acogida.dialogues.queries import recommendations as asked
from acogida.dialogues.views.ground import Page, crumbs, form_deed

PUBLIC = gettext_lazy("Recommendations and what governments answer are public.")
PAGE = 30


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All recommendations, newest event first; by state, objective or event."""
    state, objective = request.GET.get("state", ""), request.GET.get("objective", "")
    event, after = request.GET.get("event", ""), request.GET.get("after", "")
    found = asked.listed()
    if state in Follow.values:
        found = found.filter(state=state)
    if objective.isdigit():
        found = found.filter(pk__in=Recommendation.objects.filter(objectives=int(objective[:3])).values("pk"))
    if event:
        found = found.filter(event__slug=event)
    start = int(after) if after.isdigit() and len(after) < 6 else 0
    rows = list(found[start : start + PAGE + 1])
    tied = Recommendation.objects.public().values("objectives")
    context = {
        "crumbs": crumbs(("", _("Recommendations"))),
        "rows": [shown.row(one) for one in rows[:PAGE]],
        "counts": shown.counts(asked.counted()),
        "states": Follow.choices,
        "objectives": Objective.objects.filter(number__in=tied).order_by("number"),
        "events": Event.objects.public().filter(recommendations__isnull=False).distinct(),
        "chosen": {"state": state, "objective": objective, "event": event},
        "after": start + PAGE if len(rows) > PAGE else None,
    }
    return render(request, "dialogues/public/recommendations.html", context)


def _found(slug: str) -> Recommendation:
    rows = Recommendation.objects.public().select_related("event", "theme", "owner__territory")
    return get_object_or_404(rows, slug=slug)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def recommendation(request: HttpRequest, slug: str) -> HttpResponse:
    """One recommendation: its words, its source, what governments answered, what became of it."""
    found = _found(slug)
    answers = found.answers.select_related("organisation__territory__country", "organisation__country")
    context = {
        "crumbs": crumbs((reverse("dialogues:recommendations"), _("Recommendations")), ("", found.code)),
        "row": shown.row(found),
        "it": found,
        "objectives": found.objectives.order_by("number"),
        "answers": [(a, shown.STANCES[a.stance], shown.evidence(a)) for a in answers],  # type: ignore[index] # a value of Stance
        "steps": [(s, shown.TONES[Follow(s.state)], shown.evidence(s)) for s in found.steps.all()],
        "thread_url": page_url("recommendation", found.pk),
        "may_answer": _answering(request).exists() if request.user.is_authenticated else False,
        "may_follow_up": rules.may_follow_up(request.user, found),
    }
    return render(request, "dialogues/public/recommendation.html", context)


def _answering(request: HttpRequest) -> QuerySet[Organisation]:
    held = memberships_on(request.user, today())
    signing = [m.organisation_id for m in held if m.role in APPROVING]
    return Organisation.objects.filter(pk__in=signing, kind__in=rules.GOVERNMENTS).order_by("name")


@open_to(Audience.APPROVER, why=gettext_lazy("Who signs for a government answers in its name."))
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, slug: str) -> HttpResponse:
    """Answer in the name of a government."""
    found, governments = _found(slug), _answering(request)
    if not governments.exists():
        raise Http404
    back = reverse("dialogues:recommendation", args=[found.slug])
    page = Page(
        title=_("Answer the recommendation"),
        label=_("Publish the answer"),
        back=back,
        crumbs=crumbs((back, found.code), ("", _("Answer"))),
        audience=_("Everybody sees it at once, with the name of your government and today's date."),
        quote=found.text,
    )
    form = AnswerForm(
        request.POST or None, organisations=governments, initial={"organisation": governments.first()}
    )
    return form_deed(
        request,
        page,
        form,
        lambda data: deeds.answer(found, **data, by=request.user, at=timezone.now()),
        done=_("Your answer is published."),
    )


@open_to(
    Audience.EDITOR,
    also=(Audience.SECRETARIAT,),
    why=gettext_lazy("The owner and the secretariat say what became of it."),
)
@require_http_methods(["GET", "POST"])
def follow_up(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say where it stands."""
    found = _found(slug)
    if not rules.may_follow_up(request.user, found):
        raise Http404
    back = reverse("dialogues:recommendation", args=[found.slug])
    page = Page(
        title=_("What became of it?"),
        label=_("Publish"),
        back=back,
        crumbs=crumbs((back, found.code), ("", _("Follow-up"))),
        audience=_("Everybody sees it at once, with today's date."),
        quote=found.text,
    )
    form = FollowForm(request.POST or None, initial={"state": found.state})
    return form_deed(
        request,
        page,
        form,
        lambda data: deeds.follow_up(found, **data, by=request.user, at=timezone.now()),
        done=_("Published."),
    )
