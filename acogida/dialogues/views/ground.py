"""What the pages share: a form that does one deed, and showing it again when it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from acogida.core.errors import Refused

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """A page that holds one form: what it is called, what its button says and who will see the effect."""

    title: str
    label: str
    back: str
    crumbs: Crumbs = field(default_factory=list)
    audience: str = ""
    intro: str = ""
    quote: str = ""
    tone: str = "primary"


def crumbs(*more: tuple[str, str]) -> Crumbs:
    """From the dialogues to here; the last is this page."""
    return [(reverse("dialogues:index"), _("Dialogues")), *more]


def form_deed(
    request: HttpRequest,
    page: Page,
    form: Any,
    deed: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    to: str = "",
) -> HttpResponse:
    """Show the form; when it is sent and valid, do the deed with its clean data and go on.

    A refusal answers 409 and keeps what was typed; where `deed` returns an address, that is where to go.
    """
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            made = deed(form.cleaned_data)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, done)
            return redirect(made if isinstance(made, str) else to or page.back)
    status = 409 if refusal else 422 if form.is_bound else 200
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "dialogues/work/form.html", context, status=status)


def press(request: HttpRequest, deed: Callable[[], Any], *, done: str, to: str) -> HttpResponse:
    """A button without a form: do it and go back, with the refusal as a message where there is one.

    Without `done` the page itself shows what came of it.
    """
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(to)
