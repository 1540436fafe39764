"""The directory for others: booklet, poster, workbook out and in, HSDS."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.models import Organisation
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.documents import files
from acogida.documents.http import document_response
from acogida.documents.models import StoredFile
from acogida.documents.pdf import to_pdf
from acogida.documents.tables import read_table, write_xlsx
from acogida.services import actions, queries
from acogida.services.exchange import hsds as to_hsds
from acogida.services.exchange import rows_of_hsds
from acogida.services.models import Service
from acogida.services.presenters import exchange as shown
from acogida.services.presenters.directory import line_of
from acogida.services.views.ground import my_organisations, one_of
from acogida.territories.models import Territory

WHY = gettext_lazy("Where one can be sent is public; drafts are not shown.")
MOST = 200
SHOWN = 100
SALT = "services.import"


def _place(slug: str) -> Territory:
    return get_object_or_404(Territory.objects.select_related("country", "parent"), slug=slug)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def paper(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The booklet (A5) or the poster (A4) of a place, in the page's language.

    A booklet holds the nearest services; where there are more, it names the address of the next one.
    """
    place = _place(slug)
    now = timezone.now()
    language = (get_language() or "es")[:2]
    address = request.build_absolute_uri(reverse("services:counter", args=[slug]))
    if kind == "poster":
        report = shown.poster(place, address=address, language=language, on=timezone.localdate(now))
        return document_response(to_pdf(report), name=f"{slug}.pdf", kind="pdf")
    found = queries.found(queries.Asked(place=place, after=_after(request)), at=now, size=MOST)
    lines = [line_of(hit.service, at=now, on=timezone.localdate(now), km=hit.km) for hit in found.hits]
    rest = request.build_absolute_uri(f"{request.path}?after={found.next}") if found.next else ""
    booklet = shown.booklet(
        place, lines, language=language, on=timezone.localdate(now), source=address, rest=rest
    )
    return document_response(to_pdf(booklet, paper="a5"), name=f"{slug}.pdf", kind="pdf")


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def hsds(request: HttpRequest, slug: str) -> HttpResponse:
    """The services of a place and its neighbours in Open Referral's HSDS shape, `next` with the rest."""
    asked = queries.Asked(place=_place(slug), after=_after(request))
    found = queries.found(asked, at=timezone.now(), size=MOST)
    root = request.build_absolute_uri
    contents = [to_hsds(hit.service, page=root(hit.service.get_absolute_url())) for hit in found.hits]
    rest = root(f"{request.path}?after={found.next}") if found.next else ""
    return JsonResponse(
        {"profile": "acogida-hsds-1", "contents": contents, "next": rest},
        json_dumps_params={"ensure_ascii": False},
    )


def _after(request: HttpRequest) -> int:
    """The key of the last service of the part before, 0 for the first part."""
    text = request.GET.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@open_to(Audience.EDITOR, why=gettext_lazy("Editors take their directory out and in."))
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """Everything one's organisations keep, as a workbook that can be read back."""
    ours = [found.pk for found in my_organisations(request)]
    services = Service.objects.filter(organisation__in=ours).whole().order_by("name", "pk")
    return document_response(write_xlsx(shown.workbook(services)), name="directory.xlsx", kind="xlsx")


@open_to(Audience.EDITOR, why=gettext_lazy("Editors take their directory out and in."))
@require_http_methods(["GET", "POST"])
def bring_in(request: SignedInRequest) -> HttpResponse:
    """A table tried dry, row by row; then taken in as a whole, as drafts."""
    organisation = one_of(my_organisations(request), request.GET.get("for", ""))
    if organisation is None:
        raise Http404
    context: dict[str, Any] = {
        "crumbs": [(reverse("services:desk"), _("Our directory")), ("", _("From a table"))]
    }
    if request.method == "POST":
        try:
            done = _took(request, organisation, context)
        except Refused as refusal:
            context["refusal"] = refusal
        else:
            if done:
                return redirect(f"{reverse('services:desk')}?show=draft")
    return render(request, "services/desk/import.html", context, status=409 if "refusal" in context else 200)


def _took(request: SignedInRequest, organisation: Organisation, context: dict[str, Any]) -> bool:
    """Take in a file tried before, or try one; whether anything was taken in."""
    if token := request.POST.get("tried"):
        try:
            kept = StoredFile.objects.get(pk=signing.loads(token, salt=SALT)["file"])
        except (signing.BadSignature, StoredFile.DoesNotExist) as error:
            raise Refused(_("This file is no longer here. Upload it again.")) from error
        with kept.file.open() as stream:
            rows = actions.rows_of(read_table(stream.read(), kept.name))
        number = actions.import_table(organisation, rows, by=request.user, at=timezone.now())
        messages.success(
            request, _("%(n)s entries are drafts now. Check each, then publish it.") % {"n": number}
        )
        return True
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("Choose a file."))
    if (upload.name or "").casefold().endswith(".json"):
        table = write_xlsx([shown.directory_sheet(rows_of_hsds(upload.read()))])
        upload = SimpleUploadedFile("hsds.xlsx", table)
    rows = actions.rows_of(read_table(upload.read(), upload.name or ""))
    found = actions.try_table(organisation, rows)
    context |= {"tried": found, "new": len(found.new), "refused": found.refused[:SHOWN]}
    if found.new and not found.refused:
        upload.seek(0)
        kept = files.keep(upload, by=request.user, at=timezone.now())
        context["token"] = signing.dumps({"file": kept.pk}, salt=SALT)
    return False
