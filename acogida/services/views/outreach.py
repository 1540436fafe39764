"""Days out: planned, prepared by a checklist, counted, closed with a results sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.documents.tables import write_xlsx
from acogida.services import actions, rules
from acogida.services.forms import OutreachForm, ResultForm
from acogida.services.models import Office, OutreachDay
from acogida.services.presenters import sheet as shown
from acogida.services.queries import sheet
from acogida.services.states import OutreachState
from acogida.services.views.ground import Page, form_page, my_organisations, tried
from acogida.services.views.sheets import names_for

WHY_SEE = gettext_lazy("Colleagues see the days out of their organisation.")
WHY_WRITE = gettext_lazy("Editors plan the days out of their organisation.")


def _day(request: SignedInRequest, pk: int) -> OutreachDay:
    mine = OutreachDay.objects.of_colleagues(request.user).select_related("organisation", "office")
    found: OutreachDay = get_object_or_404(mine, pk=pk)
    return found


def _usual() -> str:
    """What is forgotten most, to begin the checklist with."""
    return "\n".join(
        [
            _("Agree date and number of places with the partners"),
            _("Book the room, tables, shade and water"),
            _("Announce it in every language people speak, with the papers to bring"),
            _("Ask for interpreters"),
            _("Prepare a place for children and one to talk in private"),
            _("Open this page on each phone beforehand: it works with the line down"),
        ]
    )


@open_to(Audience.EDITOR, why=WHY_WRITE)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Plan a day out."""
    ours = [found.pk for found in my_organisations(request)]
    offices = Office.objects.filter(organisation__in=ours, is_open=True)
    form = OutreachForm(request.POST or None, offices=offices, initial={"checklist": _usual()})
    back = reverse("services:offices")
    page = Page(
        title=_("Plan a day out"),
        label=_("Plan it"),
        back=back,
        crumbs=[(back, _("Counters and days out")), ("", _("Plan a day out"))],
        audience=_("Only your organisation sees it."),
        intro=_("A mobile consulate, a regularisation day, a health fair: many people in a few hours."),
    )
    refusal = None
    if form.is_valid():
        values = form.values()
        office = values.pop("office")
        try:
            made = actions.plan_day(office, by=request.user, at=timezone.now(), **values)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Planned. Now the checklist."))
            return redirect("services:outreach", pk=made.pk)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.MEMBER, why=WHY_SEE)
@require_http_methods(["GET", "POST"])
def day(request: SignedInRequest, pk: int) -> HttpResponse:
    """One day out: checklist, counting, results."""
    found = _day(request, pk)
    form = ResultForm(request.POST if request.POST.get("deed") == "close" else None)
    refusal = _did(request, found, form)
    if request.method == "POST" and refusal is None and not form.errors:
        return redirect("services:outreach", pk=pk)
    counts = sheet.of_day_out(found)
    context = {
        "day": found,
        "form": form,
        "refusal": refusal,
        "told": shown.told(counts, names=names_for(counts)),
        "has_counts": not counts.is_empty,
        "left": _left(found, counts),
        "may_write": rules.may_keep(request.user, found.organisation),
        "is_planned": found.state == OutreachState.PLANNED,
        "has_come": found.held_on <= timezone.localdate(),
        "crumbs": [(reverse("services:offices"), _("Counters and days out")), ("", found.title)],
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "services/outreach/day.html", context, status=status)


def _left(found: OutreachDay, counts: sheet.Sheet) -> int | None:
    """Places left, where neither it nor the count is a small number."""
    if found.quota is None or counts.total.value is None:
        return None
    return max(0, found.quota - counts.total.value)


def _did(request: SignedInRequest, found: OutreachDay, form: ResultForm) -> Refused | None:
    """The deed a button asks for; the refusal to show, or none."""
    now, deed, by = timezone.now(), request.POST.get("deed", ""), request.user
    if deed.startswith(("done-", "open-")) and deed[5:].isdigit():
        item, is_done = int(deed[5:]), deed.startswith("done-")
        return tried(lambda: actions.tick(found, item=item, is_done=is_done, by=by, at=now))
    if deed == "cancel":
        return tried(lambda: actions.cancel_day(found, by=by, at=now))
    if deed == "close" and form.is_valid():
        values = form.cleaned_data
        return tried(lambda: actions.close_day(found, by=by, at=now, **values))
    return None


@open_to(Audience.MEMBER, why=WHY_SEE)
@require_safe
def export(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The results sheet as PDF or XLSX."""
    found = _day(request, pk)
    counts = sheet.of_day_out(found)
    told = shown.told(counts, names=names_for(counts))
    name = f"{found.held_on}.{kind}"
    if kind == "xlsx":
        return document_response(write_xlsx(shown.workbook(told)), name=name, kind=kind)
    report = shown.report(
        found.title,
        told,
        subtitle=_("Results sheet"),
        source=str(found.organisation),
        language=(get_language() or "es")[:2],
        on=found.held_on,
        more=shown.day_out(found),
    )
    return document_response(to_pdf(report), name=name, kind=kind)
