"""Referral protocols: read by everyone, written by the office, approved by the institutions they name."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Role
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.documents.report import ChartBlock, Note, Paragraph, Report, Table
from acogida.services import actions, rules
from acogida.services.actions.protocols import hash_of
from acogida.services.forms import PaperForm, PositionForm, ProtocolForm, StepsForm
from acogida.services.models import ProtocolVersion, Signature
from acogida.services.presenters.protocol import drawing_of
from acogida.services.presenters.words import day
from acogida.services.states import ProtocolState
from acogida.services.views.ground import my_organisations, one_of, tried

WHY = gettext_lazy("Protocols in force are public; drafts are not shown.")
WHY_WORK = gettext_lazy("Colleagues see the protocols of their organisation.")


def _in_force(slug: str) -> ProtocolVersion:
    found = ProtocolVersion.objects.filter(state=ProtocolState.IN_FORCE, protocol__slug=slug)
    return get_object_or_404(found.select_related("protocol__organisation", "protocol__territory"))


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def protocol(request: HttpRequest, slug: str) -> HttpResponse:
    """A protocol in force: drawn, as a checklist that keeps nothing, and who approved it."""
    version = _in_force(slug)
    context = {
        "version": version,
        "drawing": drawing_of(version),
        "signatures": list(version.signatures.all()),
        "crumbs": [(reverse("services:index"), _("Services")), ("", str(version.protocol))],
    }
    return render(request, "services/protocols/protocol.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The protocol to print."""
    version = _in_force(slug)
    drawing = drawing_of(version)
    names = [signature.institution for signature in version.signatures.all()]
    approved = _("Approved by: %(institutions)s.") % {"institutions": ", ".join(names)}
    report = Report(
        title=drawing.title,
        subtitle=str(version.protocol.territory),
        language=(get_language() or "es")[:2],
        date=version.in_force_on,
        source=str(version.protocol.organisation),
        sections=[
            *([Paragraph(version.intro)] if version.intro else []),
            Table(drawing.headers, drawing.rows),
            Note(approved),
            ChartBlock(drawing, with_table=False),
        ],
    )
    return document_response(to_pdf(report), name=f"{slug}.pdf", kind="pdf")


@open_to(Audience.MEMBER, why=WHY_WORK)
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The protocols of one's organisations, with their newest version."""
    ours = [found.pk for found in my_organisations(request, tuple(Role.values))]
    versions = ProtocolVersion.objects.filter(protocol__organisation__in=ours).exclude(
        state=ProtocolState.REPLACED
    )
    context = {
        "versions": list(versions.select_related("protocol").order_by("protocol__situation", "-number")),
        "may_write": bool(my_organisations(request)),
    }
    return render(request, "services/protocols/mine.html", context)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors write the protocols of their organisation."))
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest) -> HttpResponse:
    """Write the next version for a situation."""
    organisation = one_of(my_organisations(request), request.GET.get("for", ""))
    if organisation is None:
        return redirect("services:protocols")
    situation = request.GET.get("situation", "")
    newest = (
        ProtocolVersion.objects.filter(protocol__organisation=organisation, protocol__situation=situation)
        .order_by("-number")
        .first()
    )
    begun = {"situation": situation, "intro": newest.intro if newest else ""}
    form = ProtocolForm(request.POST or None, initial=begun)
    steps = StepsForm(request.POST or None, initial=newest.steps if newest else [])
    refusal = None
    if form.is_valid() and steps.is_valid():
        try:
            version = actions.write_protocol(
                organisation,
                steps=steps.cleaned_data,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Saved as a draft."))
            return redirect("services:version", pk=version.pk)
    crumbs = [(reverse("services:protocols"), _("Our protocols")), ("", _("Write a protocol"))]
    context = {"form": form, "steps": steps, "refusal": refusal, "crumbs": crumbs}
    status = 409 if refusal else 422 if form.is_bound and not (form.is_valid() and steps.is_valid()) else 200
    return render(request, "services/protocols/write.html", context, status=status)


@open_to(Audience.MEMBER, why=WHY_WORK)
@require_http_methods(["GET", "POST"])
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version at work: drawn, who has approved, and what comes next."""
    ours = [found.pk for found in my_organisations(request, tuple(Role.values))]
    rows = ProtocolVersion.objects.filter(protocol__organisation__in=ours)
    found = get_object_or_404(rows.select_related("protocol__organisation", "protocol__territory"), pk=pk)
    links: dict[str, str] = {}
    refusal, form = _did(request, found, links)
    if request.method == "POST" and refusal is None and not links and not form.errors:
        return redirect("services:version", pk=pk)
    found.refresh_from_db()
    context = {
        "version": found,
        "drawing": drawing_of(found),
        "signatures": list(found.signatures.all()),
        "links": links,
        "paper": form,
        "refusal": refusal,
        "may_write": rules.may_keep(request.user, found.protocol.organisation),
        "may_approve": rules.may_put_in_force(request.user, found.protocol.organisation),
        "crumbs": [(reverse("services:protocols"), _("Our protocols")), ("", str(found.protocol))],
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "services/protocols/version.html", context, status=status)


def _did(request: SignedInRequest, found: ProtocolVersion, links: dict[str, str]) -> tuple[Any, PaperForm]:
    """The deed a button asks for. New personal links are put into `links`, to be shown once."""
    now, by, deed = timezone.now(), request.user, request.POST.get("deed", "")
    form = PaperForm(request.POST if deed.startswith("paper-") else None)

    def ask() -> None:
        for institution, token in actions.ask_institutions(found, by=by, at=now).items():
            links[institution] = request.build_absolute_uri(reverse("services:sign", args=[token]))

    if deed == "ask":
        return tried(ask), form
    if deed == "back":
        return tried(lambda: actions.take_back_protocol(found, by=by, at=now)), form
    if deed == "force":
        return tried(lambda: actions.put_in_force(found, by=by, at=now)), form
    if deed.startswith("paper-") and form.is_valid():
        signature = found.signatures.filter(pk=deed[6:] if deed[6:].isdigit() else 0).first()
        reference = form.cleaned_data["reference"]
        if signature:
            return tried(lambda: actions.sign_on_paper(signature, reference=reference, by=by, at=now)), form
    return None, form


@open_to(Audience.LINK, why=gettext_lazy("An institution named in a protocol approves it by its own link."))
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """An institution reads the version that names it, and approves it."""
    rows = Signature.objects.select_related("version__protocol__organisation", "version__protocol__territory")
    found = get_object_or_404(rows, token_hash=hash_of(token))
    form = PositionForm(request.POST or None)
    refusal = None
    if form.is_valid():
        position = form.cleaned_data["position"]
        refusal = tried(lambda: actions.sign(found, position=position, at=timezone.now()))
        if refusal is None:
            messages.success(request, _("Approved. Thank you."))
            return redirect("services:sign", token=token)
    context = {
        "signature": found,
        "version": found.version,
        "drawing": drawing_of(found.version),
        "form": form,
        "refusal": refusal,
        "is_open": found.signed_at is None and found.version.state == ProtocolState.APPROVAL,
        "signed_on": day(found.signed_at.date()) if found.signed_at else "",
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "services/protocols/sign.html", context, status=status)
