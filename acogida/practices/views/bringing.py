"""Files in and out of the workspace: the Word template, a practice out of it, a draft kept as a file."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.documents.http import document_response
from acogida.documents.wordform import to_word_form
from acogida.practices import actions
from acogida.practices.actions import Stale
from acogida.practices.fields import PARTS
from acogida.practices.forms.bringing import BroughtForm, FileForm
from acogida.practices.forms.word import Brought, brought, word_form
from acogida.practices.models import Practice
from acogida.practices.queries.draftfile import draft_of
from acogida.practices.states import WRITING
from acogida.practices.views.ground import (
    WHY,
    WHY_WRITE,
    Crumbs,
    crumbs,
    done,
    organisations,
    ours,
    title_of,
    tried,
)


@open_to(
    Audience.EVERYONE, why=gettext_lazy("The template is empty; whoever has something to tell may have it.")
)
@require_safe
def template(request: HttpRequest, language: str) -> HttpResponse:
    """The Word template of a practice in one of the four languages."""
    if language not in LANGUAGES:
        raise Http404
    return document_response(to_word_form(word_form(language)), name=f"acogida-{language}.docx", kind="docx")


@open_to(Audience.MEMBER, why=WHY)
@require_safe
def draft_file(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The draft as it stands: as a Word file to go on writing in, or as JSON to bring in elsewhere."""
    practice = ours(request, pk)
    name = slugify(title_of(practice))[:60] or practice.code
    if kind == "docx":
        form = word_form(practice.original_language, practice)
        return document_response(to_word_form(form), name=f"{name}.docx", kind=kind)
    if kind != "json":
        raise Http404
    whole = json.dumps(draft_of(practice), ensure_ascii=False, indent=1)
    return document_response(whole.encode(), name=f"{name}.json", kind=kind)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def bring(request: SignedInRequest) -> HttpResponse:
    """Begin a practice with a file: choose it, look at what was read, keep it."""
    mine = organisations(request)
    trail = [(reverse("practices:mine"), _("My practices")), ("", _("From a file"))]
    if "title" in request.POST:
        form = BroughtForm(mine, request.POST)
        return _keep_new(request, form, trail)
    chosen = FileForm(mine, request.POST or None, request.FILES or None)
    refusal = None
    if chosen.is_valid():
        owner = chosen.cleaned_data["organisation"]
        try:
            data = _read(chosen.cleaned_data["file"])
            if data.lstrip()[:1] == b"{":
                practice = actions.bring_draft(owner, data, by=request.user, at=timezone.now())
                messages.success(request, _("The draft is here, as it was kept."))
                return redirect("practices:work", pk=practice.pk)
            found = brought(data)
        except Refused as caught:
            refusal = caught
        else:
            initial = found.values | {"leftover": found.leftover, "language": found.language}
            form = BroughtForm(mine, initial=initial | {"organisation": owner})
            return _show(request, form, trail, found=found)
    return _choose(request, chosen, trail, refusal)


def _keep_new(request: SignedInRequest, form: BroughtForm, trail: Crumbs) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, trail)
    try:
        practice = actions.start(form.owner, values=form.values(), by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, form, trail, refusal=refusal)
    messages.success(request, _("The draft is kept. What is missing is said here."))
    return redirect("practices:work", pk=practice.pk)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def bring_into(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring a filled Word file into a practice that is being written."""
    practice = ours(request, pk)
    if practice.state not in WRITING:
        raise Http404
    trail = crumbs(practice, ("", _("From a file")))
    if "title" in request.POST:
        return _keep_into(request, practice, BroughtForm(None, request.POST), trail)
    chosen = FileForm(None, request.POST or None, request.FILES or None)
    refusal = None
    if chosen.is_valid():
        try:
            found = brought(_read(chosen.cleaned_data["file"]), told_in=practice.original_language)
        except Refused as caught:
            refusal = caught
        else:
            form = BroughtForm(None, initial=_over(practice, found))
            return _show(request, form, trail, found=found, rows=_beside(practice, found.values))
    return _choose(request, chosen, trail, refusal)


def _keep_into(
    request: SignedInRequest, practice: Practice, form: BroughtForm, trail: Crumbs
) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, trail)
    values, revision = form.values(), form.cleaned_data["revision"]
    refusal = tried(
        lambda: actions.write(practice, values=values, revision=revision, by=request.user, at=timezone.now())
    )
    if refusal is None:
        messages.success(request, _("Saved."))
        return redirect("practices:work", pk=practice.pk)
    rows = []
    if isinstance(refusal, Stale):
        rows = _beside(refusal.current, values)
        form.data = form.data.copy()  # type: ignore[attr-defined] # a QueryDict, as every request sends
        form.data["revision"] = str(refusal.current.revision)  # type: ignore[index] # the copy may be changed
    return _show(request, form, trail, refusal=refusal, rows=rows)


def _over(practice: Practice, found: Brought) -> dict[str, Any]:
    """What the file says over what stands: what it leaves empty stays."""
    text = practice.texts.get(language=practice.original_language)
    served = {row.objective_id: row.is_primary for row in practice.served.all()}
    standing: dict[str, Any] = {part.name: getattr(text, part.name) for part in PARTS}
    standing |= {name: getattr(practice, name, "") for name in BroughtForm.base_fields}
    standing |= {
        "primary": [n for n, first in served.items() if first],
        "secondary": [n for n, first in served.items() if not first],
        "principles": list(practice.principles.values_list("pk", flat=True)),
        "revision": practice.revision,
    }
    said = {name: value for name, value in found.values.items() if value}
    leftover = "\n".join(part for part in (practice.leftover, found.leftover) if part)
    return standing | said | {"leftover": leftover}


def _beside(practice: Practice, values: dict[str, Any]) -> list[dict[str, str]]:
    text = practice.texts.get(language=practice.original_language)
    return [
        {"label": str(part.label), "before": before, "after": values[part.name]}
        for part in PARTS
        if (before := getattr(text, part.name)) and values.get(part.name) and before != values[part.name]
    ]


def _read(upload: "UploadedFile[Any]") -> bytes:
    limit = settings.UPLOAD_LIMIT_BYTES
    data: bytes = upload.read(limit + 1)
    if len(data) > limit:
        raise Refused(_("The file is larger than %(limit)s MB.") % {"limit": max(limit // 2**20, 1)})
    return data


def _choose(request: SignedInRequest, form: FileForm, trail: Crumbs, refusal: Refused | None) -> HttpResponse:
    context = {"form": form, "crumbs": trail, "refusal": refusal, "language": get_language()}
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "practices/work/bring.html", context, status=status)


def _show(
    request: SignedInRequest,
    form: BroughtForm,
    trail: Crumbs,
    *,
    found: Brought | None = None,
    refusal: Refused | None = None,
    rows: list[dict[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "crumbs": trail,
        "remarks": found.remarks if found else [],
        "refusal": refusal,
        "rows": rows or [],
        "back": trail[-2][0],
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "practices/work/brought.html", context, status=status)


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_POST
def clear_leftover(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw away what an uploaded file said that fitted nowhere."""
    practice = ours(request, pk)
    deed = lambda: actions.write(  # noqa: E731 -- one call, tried below
        practice, values={"leftover": ""}, revision=None, by=request.user, at=timezone.now()
    )
    return done(request, practice, tried(deed))
