"""The answers as a spreadsheet: taken out, sent back, looked at, and only then saved."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.forms import TableForm
from acogida.assessments.models import Assessment, Value
from acogida.assessments.presenters.words import page_context, work_crumbs
from acogida.assessments.queries.spreadsheet import DryRun, dry_run, sheet_of
from acogida.assessments.states import State
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.http import document_response
from acogida.documents.tables import read_table, write_xlsx

LASTS = 3600  # seconds between looking at a file and saving it


@open_to(Audience.MEMBER, why=gettext_lazy("Colleagues take the draft with them; editors send it back."))
@require_safe
def download(request: SignedInRequest, pk: int) -> HttpResponse:
    """All questions with their answers, to edit without a connection."""
    assessment = own_assessment(request, pk)
    name = f"{assessment.territory.slug}-{assessment.year}.xlsx"
    return document_response(write_xlsx([sheet_of(assessment)]), name=name, kind="xlsx")


@open_to(
    Audience.EDITOR, why=gettext_lazy("Editors send the answers of a file; they see first what it changes.")
)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """A file comes in and is held against what is stored; a second press saves all of it, or nothing."""
    assessment = own_assessment(request, pk)
    form = TableForm(request.POST or None, request.FILES or None)
    found, sealed, refusal = None, "", None
    try:
        if "sealed" in request.POST:
            number = _save(request, assessment)
            told = ngettext("%(number)s answer saved.", "%(number)s answers saved.", number)
            messages.success(request, told % {"number": number})
            return redirect("assessments:work", pk=pk)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            found = dry_run(assessment, read_table(file.read(), file.name))
            sealed = _seal(request, assessment, found) if found.changes and not found.faults else ""
    except Refused as error:
        refusal = error
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment, ("", _("As a spreadsheet"))),
        "form": form,
        "found": found,
        "rows": _rows(found),
        "sealed": sealed,
        "refusal": refusal,
        "may_answer": rules.may_answer(request.user, assessment) and assessment.state != State.PUBLISHED,
    }
    failed = refusal is not None or (found is not None and bool(found.faults))
    return render(request, "assessments/spreadsheet.html", context, status=409 if failed else 200)


def _salt(request: SignedInRequest, assessment: Assessment) -> str:
    return f"assessments.spreadsheet.{assessment.pk}.{request.user.pk}"


def _seal(request: SignedInRequest, assessment: Assessment, found: DryRun) -> str:
    """The changes as the page carries them from looking to saving, so that they are those looked at."""
    changes = [(c.code, c.value, c.explanation, c.revision) for c in found.changes]
    return signing.dumps(changes, salt=_salt(request, assessment), compress=True)


def _save(request: SignedInRequest, assessment: Assessment) -> int:
    try:
        changes = signing.loads(request.POST["sealed"], salt=_salt(request, assessment), max_age=LASTS)
    except signing.BadSignature as error:
        raise Refused(_("What you looked at is too old to be saved. Send the file again.")) from error
    answers = [(code, value, words, revision) for code, value, words, revision in changes]
    return actions.import_answers(assessment, answers=answers, by=request.user, at=timezone.now())


def _rows(found: DryRun | None) -> list[dict[str, Any]]:
    """Each change as the page shows it: before and after."""
    if found is None:
        return []
    return [
        {
            "row": change.row,
            "code": change.code,
            "before": _words(*change.before),
            "after": _words(change.value, change.explanation),
        }
        for change in found.changes
    ]


def _words(value: str, explanation: str) -> str:
    word = str(Value(value).label) if value else _("Not answered")
    return f"{word}. {explanation}" if explanation else word
