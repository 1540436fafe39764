from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from acogida.core import thread as golden_thread
from acogida.core.access import Audience, open_to
from acogida.core.search import index
from acogida.documents.http import document_response
from acogida.documents.pdf import to_pdf
from acogida.home import presenters, queries
from acogida.home.forms import SearchForm

A_PAGE = 20


@open_to(Audience.EVERYONE, why=_("It leads to the page in your language."))
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    answer = redirect(f"/{get_language_from_request(request)}/")
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


@open_to(Audience.EVERYONE, why=_("It says what Acogida is."))
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    counts = queries.counts()
    context = {
        "figures": presenters.figures(counts),
        "doors": presenters.doors(),
        "beads": presenters.thread_explained(),
        "plans": [presenters.adopted(plan) for plan in queries.latest_plans(3)],
        "demonstration": queries.has_demonstration(),
    }
    return render(request, "home/front.html", context)


@open_to(Audience.EVERYONE, why=_("It says what Acogida is and is not, and what it keeps."))
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "home/about.html", {"crumbs": [("", _("About Acogida"))]})


@open_to(Audience.EVERYONE, why=_("It finds public things only."))
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything public that holds the words; as someone types, only the list is sent."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    asked = form.asked()
    results = index.search(
        asked.text,
        language=get_language() or "es",
        kinds=[asked.kind] if asked.kind else None,
        country=asked.country or None,
        limit=A_PAGE,
        offset=(asked.page - 1) * A_PAGE,
    )
    context = {
        "form": form,
        "asked": asked,
        "results": results,
        "rows": presenters.rows(results.hits, queries.names_of({hit.country for hit in results.hits})),
        "kinds": presenters.kinds(results, asked, reverse("search")),
        "pages": presenters.pages(results, asked, reverse("search"), A_PAGE),
        "wider": reverse("search") + asked.address(country="", kind="", page=1),
        "ready": index.index().exists(),
    }
    only_list = request.headers.get("HX-Target") == "found"
    return render(request, "home/parts/found.html" if only_list else "home/search.html", context)


@open_to(Audience.EVERYONE, why=_("Each bead is shown to those who may see it."))
@require_safe
def thread(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The golden thread of one thing, causes above, effects below."""
    strand = golden_thread.around(kind, pk, user=request.user)
    if strand is None:
        raise Http404
    context = {
        "strand": strand,
        "causes": presenters.by_kind(reversed(strand.causes)),
        "effects": presenters.by_kind(strand.effects),
        "address": request.build_absolute_uri(),
    }
    return render(request, "home/thread.html", context)


@open_to(Audience.EVERYONE, why=_("Each bead is shown to those who may see it."))
@require_safe
def thread_sheet(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The golden thread of one thing on one sheet to print."""
    strand = golden_thread.around(kind, pk, user=request.user)
    if strand is None:
        raise Http404
    address = request.build_absolute_uri(reverse("thread", args=[kind, pk]))
    made = to_pdf(presenters.thread_sheet(strand, address=address, today=timezone.localdate()))
    return document_response(made, name=f"acogida-{kind}-{pk}.pdf", kind="pdf")
