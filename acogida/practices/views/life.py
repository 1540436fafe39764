"""Exports, citation, versions, and what its people and those who adapt it do once it is public."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING, Membership, Organisation
from acogida.accounts.rules import today
from acogida.core.access import Audience, open_to
from acogida.documents.http import document_response
from acogida.documents.tables.writing import write_csv
from acogida.practices import actions, queries
from acogida.practices.fields import PARTS
from acogida.practices.forms.life import AdaptForm
from acogida.practices.forms.writing import WordsForm
from acogida.practices.models import PracticeVersion
from acogida.practices.presenters import exports, words
from acogida.practices.presenters.page import PublicPractice
from acogida.practices.views.ground import Page, form_page, ours, tried
from acogida.practices.views.work import crumbs

WHY = gettext_lazy("Published practices are public; of drafts and reviews nothing is shown.")
WHY_WRITE = gettext_lazy("Editors write the practices of their organisation.")
NEWEST = 30


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def cite(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One practice as JSON, RIS, BibTeX, or in the order of the United Nations network's template."""
    found = get_object_or_404(queries.published(), slug=slug)
    content = queries.public_content(found)
    language = get_language() or "es"
    address = request.build_absolute_uri(reverse("practices:practice", args=[slug]))
    if kind == "json":
        body, mime = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True), "application/json"
    elif kind == "ris":
        body = exports.ris(content, language=language, address=address)
        mime = "application/x-research-info-systems"
    elif kind == "bib":
        body, mime = exports.bibtex(content, language=language, address=address), "application/x-bibtex"
    elif kind == "hub":
        body, mime = exports.hub(content, language=language), "text/plain"
    else:
        raise Http404
    ending = "txt" if kind == "hub" else kind
    answer = HttpResponse(body, content_type=f"{mime}; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"{content['code']}.{ending}")
    answer["Content-Disposition"] = name or "attachment"
    return answer


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every published practice as one CSV."""
    language = get_language() or "es"
    rows = []
    for practice in queries.published().order_by("pk").iterator(chunk_size=500):
        address = request.build_absolute_uri(reverse("practices:practice", args=[practice.slug]))
        rows.append(exports.row(queries.public_content(practice), language=language, address=address))
    return document_response(write_csv(exports.COLUMNS, rows), name="practices.csv", kind="csv")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest versions as an Atom feed."""
    newest = queries.published().order_by("-current_version__published_at", "-pk")[:NEWEST]
    site = f"{request.scheme}://{request.get_host()}"
    body = exports.atom(
        newest,
        language=get_language() or "es",
        title=_("Good practices"),
        site=site,
        here=request.build_absolute_uri(request.path),
    )
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


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
    held = Membership.objects.on(today()).filter(user=request.user, role__in=EDITING)
    mine = Organisation.objects.filter(pk__in=held.values("organisation"))
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
