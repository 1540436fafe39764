"""Versions, and what its people and those who adapt it do once it is public."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.practices import actions, queries
from acogida.practices.fields import PARTS
from acogida.practices.forms.life import AdaptForm
from acogida.practices.forms.writing import WordsForm
from acogida.practices.models import PracticeVersion
from acogida.practices.presenters import words
from acogida.practices.presenters.page import PublicPractice
from acogida.practices.views.ground import WHY_WRITE, Page, crumbs, form_page, organisations, ours, tried

WHY = gettext_lazy("Published practices are public; of drafts and reviews nothing is shown.")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every published version, and what changed from one to the next."""
    found = get_object_or_404(queries.published(), slug=slug)
    language = get_language() or "es"
    listed = list(PracticeVersion.objects.filter(practice=found).order_by("number"))
    told: list[tuple[PracticeVersion, str, list[dict[str, str]]]] = []
    for before, version in zip([None, *listed], listed, strict=False):
        rows = _differences(before, version, language) if before else []
        told.append((version, words.day(version.published_at), rows))
    shown = PublicPractice(queries.public_content(found), language=language)
    trail = [
        (reverse("practices:index"), _("Good practices")),
        (reverse("practices:practice", args=[slug]), shown.title),
        ("", _("Versions")),
    ]
    context = {"practice": found, "shown": shown, "versions": told[::-1], "crumbs": trail}
    return render(request, "practices/public/versions.html", context)


def _differences(before: PracticeVersion, after: PracticeVersion, language: str) -> list[dict[str, str]]:
    old, new = before.content, after.content
    code = queries.language_shown(new, language)
    earlier = old["texts"].get(code, {})
    later = new["texts"][code]
    return [
        {"label": str(part.label), "before": earlier.get(part.name, ""), "after": later[part.name]}
        for part in PARTS
        if earlier.get(part.name, "") != later[part.name]
    ]


@open_to(Audience.EDITOR, why=gettext_lazy("Editors tell what their organisation does with a practice."))
@require_http_methods(["GET", "POST"])
def adapt(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell that one's town does it again: what was changed, and what came of it."""
    found = get_object_or_404(queries.published(), slug=slug)
    mine = organisations(request)
    form = AdaptForm(mine, request.POST or None, initial={"year": today().year, "organisation": mine.first()})
    shown = PublicPractice(queries.public_content(found), language=get_language() or "es")
    back = reverse("practices:practice", args=[slug])
    page = Page(
        title=_("We do it here too"),
        label=_("Tell it"),
        back=back,
        crumbs=[
            (reverse("practices:index"), _("Good practices")),
            (back, shown.title),
            ("", _("Adaptation")),
        ],
        audience=_("Everybody sees it on the page of the practice, with the name of your organisation."),
        intro=shown.title,
    )
    refusal = None
    if form.is_valid():
        values = dict(form.cleaned_data)
        organisation = values.pop("organisation")
        refusal = tried(
            lambda: actions.adapt(found, organisation, **values, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("Told. Thank you: this is what others look for."))
            return redirect(back)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def still_active(request: SignedInRequest, pk: int) -> HttpResponse:
    """The yearly question: still active, ended, or active again."""
    practice = ours(request, pk)
    deeds = {"yes": actions.confirm_active, "no": actions.archive, "again": actions.reopen}
    deed = deeds.get(request.POST.get("answer", ""), actions.confirm_active)
    if refusal := tried(lambda: deed(practice, by=request.user, at=timezone.now())):
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted. Everybody sees the date."))
    return redirect("practices:work", pk=pk)


@open_to(Audience.APPROVER, why=gettext_lazy("Approvers send the practices of their organisation."))
@require_http_methods(["GET", "POST"])
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Publish what was written since as a new version."""
    practice = ours(request, pk)
    form = WordsForm(_("What changed, in a sentence"), request.POST or None)
    title = _("Publish the update")
    page = Page(
        title=title,
        label=title,
        back=reverse("practices:work", args=[pk]),
        crumbs=crumbs(practice, ("", title)),
        audience=_(
            "Everybody sees the new version, and what changed from the last. Translations are marked."
        ),
    )
    refusal = None
    if form.is_valid():
        note = form.cleaned_data["words"]
        refusal = tried(
            lambda: actions.publish_update(practice, note=note, by=request.user, at=timezone.now())
        )
        if refusal is None:
            messages.success(request, _("The new version is public."))
            return redirect("practices:work", pk=pk)
    return form_page(request, page, form, refusal=refusal)
