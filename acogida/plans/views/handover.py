"""Handing a plan over: the pack out, and read back in; and the activity file of what others fund."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import EDITING, Membership, Organisation
from acogida.accounts.queries import members
from acogida.accounts.rules import may_administer, today
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.pdf import to_pdf
from acogida.plans import actions, rules
from acogida.plans.forms.handing import EntrustForm
from acogida.plans.presenters import handing as shown
from acogida.plans.presenters import iati
from acogida.plans.presenters.document import document
from acogida.plans.presenters.handover import pack
from acogida.plans.queries.schedule import current_actions
from acogida.plans.views.ground import Page, crumbs, form_page, plan_of, standing, tried
from acogida.plans.views.public import shown_of, shown_plan

MOST_BYTES = 50 * 2**20


class PackForm(forms.Form):
    use_required_attribute = False
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Organisation"), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("The handover pack"),
        error_messages={"required": gettext_lazy("Choose the pack.")},
    )


@open_to(Audience.EDITOR, why=gettext_lazy("Editors hand their organisation's plan over."))
@require_http_methods(["GET", "POST"])
def handing(request: SignedInRequest, pk: int) -> HttpResponse:
    """The handover step by step: people, roles, what each answers for, what is open, the pack."""
    plan = plan_of(request, pk)
    in_hand, held = current_actions(plan), list(members(plan.organisation))
    form = EntrustForm(in_hand, held, request.POST or None)
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.entrust(plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        )
        if refusal is None:
            words = {"person": form.cleaned_data["coming"]}
            messages.success(request, _("%(person)s answers for them from now on, and is told.") % words)
            return redirect("plans:handing", pk=plan.pk)
    rows = shown.people(in_hand, held)
    context = standing(plan) | {
        "crumbs": crumbs(plan, ("", _("Handover"))),
        "people": rows,
        "handing_steps": shown.steps(
            plan, rows, held, may_administer=may_administer(request.user, plan.organisation)
        ),
        "questions": shown.questions(plan, timezone.localdate(), in_hand),
        "form": form if rules.may_write(request.user, plan) and form.has_any else None,
        "refusal": refusal,
    }
    status = 409 if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/work/handing.html", context, status=status)


@open_to(Audience.EDITOR, why=gettext_lazy("Editors hand their organisation's plan over."))
@require_safe
def handover(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything the next team needs, in one ZIP."""
    plan = plan_of(request, pk)
    if plan.current_version is None:
        messages.error(request, _("A plan is handed over once it is adopted."))
        return redirect("plans:desk", pk=plan.pk)
    found, version, public = shown_of(plan)
    address = request.build_absolute_uri(reverse("plans:public", args=[plan.slug]))
    pdf = to_pdf(document(found, version, public, address=address, today=timezone.localdate()))
    response = HttpResponse(pack(plan, pdf=pdf, at=timezone.now()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{slugify(plan.slug)}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@open_to(Audience.EDITOR, why=gettext_lazy("Editors begin plans for their organisation."))
@require_http_methods(["GET", "POST"])
def read_back(request: SignedInRequest) -> HttpResponse:
    """Read a pack of another installation back."""
    form = PackForm(request.POST or None, request.FILES or None)
    mine = Membership.objects.on(today()).filter(user=request.user, role__in=EDITING)
    held = Organisation.objects.filter(pk__in=mine.values("organisation"))
    form.fields["organisation"].queryset = held  # type: ignore[attr-defined] # ours has one
    page = Page(
        title=_("Read a handover pack back"),
        label=_("Read it back"),
        back=reverse("plans:mine"),
        crumbs=[(reverse("plans:mine"), _("My plans")), ("", _("Read a handover pack back"))],
        audience=_("Adopted versions are public at once, with the same fingerprints."),
        has_file=True,
    )
    refusal = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > MOST_BYTES:
                raise Refused(_("This pack is larger than 50 MB."))
            plan = actions.read_back(
                upload.read(),
                organisation=form.cleaned_data["organisation"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The plan is here, as it was handed over."))
            return redirect("plans:desk", pk=plan.pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.EVERYONE, why=gettext_lazy("Adopted plans are public."))
@require_safe
def activities(request: HttpRequest, slug: str) -> HttpResponse:
    """The externally funded actions as an IATI activity file, version 2.03."""
    plan, _version, public = shown_plan(slug)
    if not iati.external(public):
        raise Http404
    address = request.build_absolute_uri(reverse("plans:public", args=[slug]))
    made = iati.activities(plan, public, at=timezone.now(), address=address)
    response = HttpResponse(made, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{slugify(slug)}-iati.xml"'
    return response
