"""What its people add to a practice: other languages, places, files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.text import LANGUAGES
from acogida.documents import files
from acogida.documents.http import download_response
from acogida.practices import actions, queries
from acogida.practices.fields import NAMES
from acogida.practices.forms.telling import AttachForm, TranslateForm
from acogida.practices.models import Attachment, Practice, PracticeText, TextStatus
from acogida.practices.presenters import words
from acogida.practices.states import WRITING
from acogida.practices.views.ground import WHY, WHY_WRITE, crumbs, ours, tried
from acogida.practices.views.public import WHY as WHY_PUBLIC
from acogida.territories.models import Level, Territory
from acogida.territories.queries import search as search_places


def _writable(request: SignedInRequest, pk: int) -> Practice:
    practice = ours(request, pk)
    if practice.state not in WRITING:
        raise Http404
    return practice


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def translations(request: SignedInRequest, pk: int) -> HttpResponse:
    """The languages of a practice: how each came about, how much of it is told."""
    practice = ours(request, pk)
    texts = {text.language: text for text in practice.texts.all()}
    original = texts[practice.original_language]
    asked = [name for name in NAMES if getattr(original, name)]
    rows = []
    for code in LANGUAGES:
        text = texts.get(code)
        told = sum(1 for name in asked if text and getattr(text, name))
        status = words.status(text.status) if text else (_("Not told in this language"), "neutral")
        rows.append((code, words.language_name(code), status, told, len(asked), text is original))
    context = {
        "practice": practice,
        "rows": rows,
        "crumbs": crumbs(practice, ("", _("Translations"))),
        "may_write": practice.state in WRITING,
    }
    return render(request, "practices/work/translations.html", context)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def translate(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """Tell it in another language, the original beside each part."""
    practice = _writable(request, pk)
    if language not in LANGUAGES or language == practice.original_language:
        raise Http404
    original = practice.texts.get(language=practice.original_language)
    text = practice.texts.filter(language=language).first()
    initial = {name: getattr(text, name) for name in NAMES} if text else {}
    form = TranslateForm(original, request.POST or None, initial=initial)
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.translate(
                practice, language, values=form.cleaned_data, by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            messages.success(request, _("Kept, as translated by a person."))
            return redirect("practices:translations", pk=pk)
    name = words.language_name(language)
    context = {
        "practice": practice,
        "form": form,
        "refusal": refusal,
        "name": name,
        "language": language,
        "note": _note(text, original),
        "pairs": [(getattr(original, field.name), field) for field in form.visible_fields()],
        "original": original,
        "back": reverse("practices:translations", args=[pk]),
        "crumbs": crumbs(
            practice, (reverse("practices:translations", args=[pk]), _("Translations")), ("", name)
        ),
    }
    return render(request, "practices/work/translate.html", context, status=409 if refusal else 200)


def _note(text: PracticeText | None, original: PracticeText) -> str:
    """What a translator should know about what stands there."""
    if text is None:
        return ""
    if text.status == TextStatus.MACHINE:
        return _("A machine translated this. Read it, mend it and keep it: then it is a person's.")
    if text.status == TextStatus.OUTDATED:
        return _("The original has changed since, on %(day)s. Bring this up to date and keep it.") % {
            "day": words.day(original.updated_at)
        }
    return ""


PLACES = {"places": (), "origins": (Level.COUNTRY,)}


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def places(request: SignedInRequest, pk: int, what: str) -> HttpResponse:
    """Choose where it was done (`places`), or where the people it works with come from (`origins`)."""
    practice = _writable(request, pk)
    if what not in PLACES:
        raise Http404
    chosen = list(getattr(practice, what).select_related("parent").order_by("name", "code"))
    refusal = None
    if request.method == "POST":
        codes = [p.code for p in chosen if p.code != request.POST.get("remove")]
        codes += [code for code in [request.POST.get("add", "")] if code and code not in codes]
        refusal = tried(
            lambda: actions.write(
                practice, values={what: codes}, revision=None, by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            return redirect("practices:places", pk=pk, what=what)
    text = request.GET.get("q", "").strip()[:80]
    levels = PLACES[what]
    known = {place.pk for place in chosen}
    found = [p for p in search_places(text, 40) if (not levels or p.level in levels)] if text else []
    title = _("Where it was done") if what == "places" else _("Where the people come from")
    context = {
        "practice": practice,
        "title": title,
        "text": text,
        "chosen": [(p, _around(p)) for p in chosen],
        "found": [(p, _around(p)) for p in found if p.pk not in known and p.level != Level.WORLD][:20],
        "refusal": refusal,
        "is_origins": what == "origins",
        "crumbs": crumbs(practice, ("", title)),
        "back": reverse("practices:write", args=[pk, "facts"]),
    }
    return render(request, "practices/work/places.html", context, status=409 if refusal else 200)


def _around(place: Territory) -> str:
    """The division and country it lies in, each once."""
    around = [p for p in (place.parent, place.country) if p and p.pk != place.pk]
    return ", ".join(dict.fromkeys(str(p) for p in around))


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def attachments(request: SignedInRequest, pk: int) -> HttpResponse:
    """The files that go with a practice: see them, add one, take one out."""
    practice = _writable(request, pk)
    form = AttachForm(request.POST or None, request.FILES or None)
    kept = practice.attachments.filter(removed_at=None).select_related("file")
    refusal = None
    if "remove" in request.POST:
        one = get_object_or_404(kept, pk=request.POST["remove"] if request.POST["remove"].isdecimal() else 0)
        refusal = tried(lambda: actions.detach(one, by=request.user, at=timezone.now()))
        if refusal is None:
            return redirect("practices:attachments", pk=pk)
        form = AttachForm()
    elif form.is_valid():
        refusal = tried(lambda: _attach(request, practice, form.cleaned_data))
        if refusal is None:
            messages.success(request, _("The file is kept."))
            return redirect("practices:attachments", pk=pk)
    context = {
        "practice": practice,
        "form": form,
        "kept": list(kept),
        "refusal": refusal,
        "crumbs": crumbs(practice, ("", _("Files"))),
        "is_public": practice.current_version_id is not None,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "practices/work/attachments.html", context, status=status)


def _attach(request: SignedInRequest, practice: Practice, data: dict[str, Any]) -> None:
    now = timezone.now()
    stored = files.keep(data["file"], by=request.user, at=now)
    actions.attach(practice, stored, caption=data["caption"], by=request.user, at=now)


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def own_attachment(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    """A file of a practice of one's own organisation."""
    found = get_object_or_404(
        Attachment.objects.select_related("file"), pk=number, practice=ours(request, pk)
    )
    return download_response(found.file)


@open_to(Audience.EVERYONE, why=WHY_PUBLIC)
@require_safe
def attachment(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """A file that the published version names."""
    practice = get_object_or_404(queries.published(), slug=slug)
    named = {one["id"] for one in queries.public_content(practice).get("attachments", [])}
    if number not in named:
        raise Http404
    found = get_object_or_404(Attachment.objects.select_related("file"), pk=number, practice=practice)
    return download_response(found.file)
