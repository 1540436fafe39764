"""A version of a questionnaire comes in from a file: looked at first, made a draft by a second press."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from acogida.accounts.http import SignedInRequest
from acogida.assessments import rules
from acogida.assessments.actions import drafting
from acogida.assessments.forms import QuestionnaireFileForm
from acogida.assessments.models import Instrument
from acogida.assessments.presenters import instruments as shown
from acogida.assessments.queries.instruments import Tree, read_questionnaire
from acogida.assessments.queries.instruments.dry import DryQuestionnaire, dry_questionnaire
from acogida.assessments.views.instruments import WRITE
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused

LASTS = 3600  # seconds between looking at a file and making it a draft
MOST_FAULTS = 100


@open_to(Audience.OVERSIGHT, why=WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: SignedInRequest) -> HttpResponse:
    """A file is held against the version it is based on; nothing is written before the second press."""
    if not rules.may_edit_instruments(request.user):
        raise Http404
    form = QuestionnaireFileForm(request.POST or None, request.FILES or None)
    found: DryQuestionnaire | None = None
    refusal = None
    try:
        if "sealed" in request.POST:
            return _make(request)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            found = dry_questionnaire(read_questionnaire(file.read(), file.name))
    except Refused as error:
        refusal = error
    failed = refusal is not None or (found is not None and bool(found.faults))
    context = {
        "crumbs": shown.crumbs(("", _("From a file"))),
        "form": form,
        "found": found,
        "refusal": refusal,
        **(_shown(request, found) if found else {}),
    }
    return render(request, "assessments/instruments/file.html", context, status=409 if failed else 200)


def _shown(request: SignedInRequest, found: DryQuestionnaire) -> dict[str, Any]:
    return {
        "faults": found.faults[:MOST_FAULTS],
        "further": max(len(found.faults) - MOST_FAULTS, 0),
        "facts": [] if found.faults else shown.facts_of(found.differences),
        "missing": [] if found.faults else shown.missing_words(found.tree),
        "sealed": "" if found.faults else _seal(request, found.tree),
    }


def _salt(request: SignedInRequest) -> str:
    return f"assessments.questionnaire.{request.user.pk}"


def _seal(request: SignedInRequest, tree: Tree) -> str:
    """The questionnaire as the page carries it from looking to writing, so that it is the one looked at."""
    return signing.dumps(tree, salt=_salt(request), compress=True)


def _make(request: SignedInRequest) -> HttpResponse:
    try:
        tree = signing.loads(request.POST["sealed"], salt=_salt(request), max_age=LASTS)
    except signing.BadSignature as error:
        raise Refused(_("What you looked at is too old to be saved. Send the file again.")) from error
    made: Instrument = drafting.import_draft(tree, by=request.user, at=timezone.now())
    messages.success(request, _("Version %(version)s is a draft now.") % {"version": made.version})
    return redirect(made)
