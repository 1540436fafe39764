"""A municipality's own assessments: list, start, overview, tell the approvers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.accounts.rules import organisations_of
from acogida.assessments import actions, rules
from acogida.assessments.forms import FilterForm, StartForm
from acogida.assessments.models import Assessment
from acogida.assessments.presenters.sharing import stages, ways
from acogida.assessments.presenters.words import answering_url, our_crumbs, page_context, work_crumbs
from acogida.assessments.queries import current_instruments
from acogida.assessments.queries.progress import FILTERS, found, progress_of
from acogida.assessments.queries.workspace import work_list
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language

PAGE = 20


@open_to(Audience.SIGNED_IN, why=gettext_lazy("The drafts of a municipality are its own until it publishes."))
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The assessments of this person's organisations, and the first step where there is none."""
    return render(request, "assessments/mine.html", {"assessments": work_list(request.user)})


@open_to(
    Audience.SIGNED_IN, why=gettext_lazy("Editors start and answer the assessments of their municipality.")
)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest) -> HttpResponse:
    """Choose the year, and begin."""
    organisations = Organisation.objects.filter(
        pk__in=organisations_of(request.user), territory__isnull=False
    ).order_by("name")
    now = timezone.now()
    instruments = current_instruments()
    form = StartForm(
        request.POST or None, organisations=organisations, year=now.year, instruments=instruments
    )
    refusal = None
    if request.method == "POST" and form.is_valid() and (instrument := form.chosen):
        try:
            assessment = actions.start(
                form.cleaned_data["organisation"],
                instrument=instrument,
                year=form.cleaned_data["year"],
                by=request.user,
                at=now,
            )
        except Refused as error:
            refusal = error
        else:
            return redirect("assessments:work", pk=assessment.pk)
    context = {
        "crumbs": our_crumbs(("", _("Start an assessment"))),
        "form": form,
        "warning": instruments[0].warning if instruments else {},
        "refusal": refusal,
        "has_place": organisations.exists(),
    }
    failed = request.method == "POST"
    return render(request, "assessments/start.html", context, status=409 if failed else 200)


@open_to(Audience.MEMBER, why=gettext_lazy("The drafts of a municipality are its own until it publishes."))
@require_safe
def work(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the assessment has got, what to answer next, and questions by state and dimension."""
    return _work(request, pk)


@open_to(
    Audience.EDITOR, why=gettext_lazy("Editors tell the approvers when the assessment can be published.")
)
@require_POST
def ready(request: SignedInRequest, pk: int) -> HttpResponse:
    assessment = own_assessment(request, pk)
    try:
        actions.announce_ready(assessment, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _work(request, pk, refusal=refusal)
    messages.success(request, _("The approvers know. Answers can still be changed until they publish."))
    return redirect("assessments:work", pk=pk)


def own_assessment(request: SignedInRequest, pk: int) -> Assessment:
    """An assessment of this person's organisations, or 404."""
    own = Assessment.objects.of_colleagues(request.user).select_related(
        "organisation", "territory__country", "instrument", "current_publication"
    )
    return get_object_or_404(own.defer("current_publication__content"), pk=pk)


def _work(request: SignedInRequest, pk: int, refusal: Refused | None = None) -> HttpResponse:
    assessment = own_assessment(request, pk)
    progress = progress_of(assessment)
    form = FilterForm(
        request.GET,
        dimensions=[(d.dimension.key, in_language(d.dimension.name)) for d in progress.dimensions],
    )
    state, dimension = (
        (form.cleaned_data["state"], form.cleaned_data["dimension"]) if form.is_valid() else ("", "")
    )
    questions = []
    if state in FILTERS or dimension:
        questions = found(
            assessment, state=state, dimension=dimension, after=request.GET.get("after", ""), most=PAGE
        )
    following = ""
    if len(questions) > PAGE:
        asked = request.GET.copy()
        asked["after"] = questions[PAGE - 1].code
        following = f"?{asked.urlencode()}"
    following_question = progress.next_question
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment),
        "progress": progress,
        "next_url": (
            f"{answering_url(assessment, following_question.sub_dimension)}#{following_question.code}"
            if following_question
            else ""
        ),
        "filter": form,
        "filtered": state in FILTERS or bool(dimension),
        "questions": questions[:PAGE],
        "following": following,
        "refusal": refusal,
        "stages": stages(assessment),
        "ways": ways(assessment),
        "may_answer": rules.may_answer(request.user, assessment),
        "may_publish": rules.may_publish(request.user, assessment),
    }
    return render(request, "assessments/work.html", context, status=409 if refusal else 200)
