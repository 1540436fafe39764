"""Consultations: what everybody reads, the ballot of who has a voice, the secretariat's deeds."""

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.dialogues import rules
from acogida.dialogues.actions import consultations as deeds
from acogida.dialogues.forms.consultations import (
    BallotForm,
    ConsultationForm,
    ModerationForm,
    StatementForm,
)
from acogida.dialogues.models import Consultation, Option, Place, Stage
from acogida.dialogues.presenters import consultations as shown
from acogida.dialogues.queries import consultations as asked
from acogida.dialogues.views.ground import Page, crumbs, form_deed, press
from acogida.documents.http import document_response
from acogida.documents.tables import write_csv

PUBLIC = gettext_lazy("The rule and the results of a consultation are public; ballots are not.")
RUNS = gettext_lazy("The secretariat runs consultations.")
VOICE = gettext_lazy("Who speaks for a member organisation votes.")


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Consultations, the newest first."""
    runs = rules.may_run(request.user)
    found = Consultation.objects.all() if runs else Consultation.objects.public()
    context = {
        "crumbs": crumbs(("", _("Consultations"))),
        "consultations": [(one, shown.TONES[Stage(one.state)]) for one in found[:100]],
        "may_run": runs,
    }
    return render(request, "dialogues/public/consultations.html", context)


def _found(request: HttpRequest, slug: str) -> Consultation:
    rows = Consultation.objects.all() if rules.may_run(request.user) else Consultation.objects.public()
    return get_object_or_404(rows.annotate(cast=Count("ballots")), slug=slug)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: the rule, the options with their moderation, the results once it is closed."""
    found = _found(request, slug)
    options = list(found.options.order_by("number"))
    voice = rules.voice_of(request.user)
    context = {
        "crumbs": crumbs((reverse("dialogues:consultations"), _("Consultations")), ("", found.title)),
        "it": found,
        "tone": shown.TONES[Stage(found.state)],
        "rule": shown.rule(found),
        "options": [o for o in options if o.place == Place.STANDING],
        "moderated": [o for o in options if o.was_added],
        "results": shown.results(found, options),
        "cast": getattr(found, "cast", 0),
        "voice": voice,
        "has_voted": voice is not None and found.ballots.filter(member=voice.member).exists(),
        "may_run": rules.may_run(request.user),
    }
    return render(request, "dialogues/public/consultation.html", context)


@open_to(Audience.EVERYONE, why=PUBLIC)
@require_safe
def ballots(request: HttpRequest, slug: str) -> HttpResponse:
    """The ballots as CSV, without anything that tells whose they are, to count again."""
    found = get_object_or_404(Consultation.objects.filter(state=Stage.CLOSED), slug=slug)
    header, *rows = asked.rows(found)
    return document_response(write_csv([str(h) for h in header], rows), name=f"{slug}.csv", kind="csv")


@open_to(Audience.MEMBER, why=VOICE)
@require_http_methods(["GET", "POST"])
def vote(request: SignedInRequest, slug: str) -> HttpResponse:
    """The ballot of one's organisation; it may be changed while the consultation is open."""
    found = get_object_or_404(Consultation.objects.filter(state=Stage.OPEN), slug=slug)
    voice = rules.voice_of(request.user)
    if voice is None:
        raise Http404
    before = found.ballots.filter(member=voice.member).first()
    back = reverse("dialogues:consultation", args=[slug])
    form = BallotForm(
        request.POST or None,
        consultation=found,
        options=asked.standing(found),
        before=before.choices if before else None,
        initial={"gender": before.gender} if before else {},
    )
    page = Page(
        title=_("The voice of %(name)s") % {"name": voice.member.organisation},
        label=_("Cast the ballot"),
        back=back,
        crumbs=crumbs((back, found.title), ("", _("Ballot"))),
        intro=found.question,
        audience=_(
            "Nobody sees what your organisation chose. Results are counted by group, country and gender; "
            "small numbers are hidden."
        ),
    )
    return form_deed(
        request,
        page,
        form,
        lambda data: deeds.cast(
            found, choices=form.choices(), gender=data["gender"], by=request.user, at=timezone.now()
        ),
        done=_("The voice of your organisation counts. You may change it until the last day."),
    )


@open_to(Audience.MEMBER, why=VOICE)
@require_http_methods(["GET", "POST"])
def statement(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a statement, where the rule allows it."""
    found = get_object_or_404(Consultation.objects.filter(state=Stage.OPEN, may_add=True), slug=slug)
    if rules.voice_of(request.user) is None:
        raise Http404
    back = reverse("dialogues:consultation", args=[slug])
    page = Page(
        title=_("Add a statement"),
        label=_("Propose it"),
        back=back,
        crumbs=crumbs((back, found.title), ("", _("Statement"))),
        audience=_("Everybody sees it at once as waiting; who proposed it is not kept."),
    )
    return form_deed(
        request,
        page,
        StatementForm(request.POST or None),
        lambda data: deeds.add_statement(found, **data, by=request.user, at=timezone.now()),
        done=_("It waits for moderation, in the open."),
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Prepare a consultation."""
    if not rules.may_run(request.user):
        raise Http404
    page = Page(
        title=_("Prepare a consultation"),
        label=_("Prepare it"),
        back=reverse("dialogues:consultations"),
        crumbs=crumbs((reverse("dialogues:consultations"), _("Consultations")), ("", _("New"))),
        audience=_("Nobody but the secretariat sees it until it opens."),
    )

    def deed(data: dict[str, object]) -> str:
        made = deeds.create(**data, by=request.user, at=timezone.now())  # type: ignore[arg-type] # cleaned by the form
        return reverse("dialogues:consultation", args=[made.slug])

    done = _("It is prepared. Read the rule, then open it.")
    return form_deed(request, page, ConsultationForm(request.POST or None), deed, done=done)


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_POST
def move(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open it, or close and count it."""
    if not rules.may_run(request.user):
        raise Http404
    found = get_object_or_404(Consultation, slug=slug)
    back = reverse("dialogues:consultation", args=[slug])
    if "close" in request.POST:
        return press(
            request,
            lambda: deeds.close(found, by=request.user, at=timezone.now()),
            done=_("Counted once, frozen and published."),
            to=back,
        )
    return press(
        request,
        lambda: deeds.open_consultation(found, by=request.user, at=timezone.now()),
        done=_("The rule is fixed and the consultation is open."),
        to=back,
    )


@open_to(Audience.SECRETARIAT, why=RUNS)
@require_http_methods(["GET", "POST"])
def moderate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a statement stand or refuse it."""
    if not rules.may_run(request.user):
        raise Http404
    option = get_object_or_404(Option.objects.select_related("consultation"), pk=pk, place=Place.PROPOSED)
    back = reverse("dialogues:consultation", args=[option.consultation.slug])
    page = Page(
        title=_("Moderate a statement"),
        label=_("Decide"),
        back=back,
        crumbs=crumbs((back, option.consultation.title), ("", _("Moderation"))),
        quote=option.text,
        audience=_("Everybody sees the decision and, where it is refused, the reason."),
    )
    return form_deed(
        request,
        page,
        ModerationForm(request.POST or None),
        lambda data: deeds.moderate(option, **data, by=request.user, at=timezone.now()),
        done=_("Decided."),
    )
