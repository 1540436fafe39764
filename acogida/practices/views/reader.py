"""What readers do with published practices: keep a search, ask who did it, follow who adapted it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.accounts.rules import organisations_of
from acogida.core.access import Audience, open_to
from acogida.core.search.listing import Listing
from acogida.practices import actions, queries, rules
from acogida.practices.forms.telling import KeepSearchForm
from acogida.practices.forms.writing import WordsForm
from acogida.practices.models import Enquiry, SavedSearch
from acogida.practices.presenters import browse, lineage
from acogida.practices.presenters.page import PublicPractice
from acogida.practices.queries.asking import question
from acogida.practices.queries.kept import address_of
from acogida.practices.queries.lineage import lineage as lines_of
from acogida.practices.views.ground import Page, form_page, tried
from acogida.practices.views.public import WHY as WHY_PUBLIC

WHY_KEPT = gettext_lazy("A kept search is of the person who keeps it, and of nobody else.")
WHY_ASKED = gettext_lazy("Who asked and the people of the practice read it; nobody else.")


def _trail(slug: str, title: str, here: str) -> list[tuple[str, str]]:
    return [
        (reverse("practices:index"), _("Good practices")),
        (reverse("practices:practice", args=[slug]), title),
        ("", here),
    ]


@open_to(Audience.SIGNED_IN, why=WHY_KEPT)
@require_safe
def searches(request: SignedInRequest) -> HttpResponse:
    """The searches one keeps."""
    kept = SavedSearch.objects.filter(user=request.user)
    context = {
        "rows": [(one, address_of(one)) for one in kept],
        "crumbs": [(reverse("practices:index"), _("Good practices")), ("", _("My searches"))],
    }
    return render(request, "practices/reader/searches.html", context)


@open_to(Audience.SIGNED_IN, why=WHY_KEPT)
@require_http_methods(["GET", "POST"])
def keep(request: SignedInRequest) -> HttpResponse:
    """Keep the search that the address says; its name is proposed from its words and filters."""
    asked = question(request.GET)
    labels = [label for label, _address in browse.chosen(asked, Listing())]
    name = " · ".join(part for part in (asked.text, *labels) if part) or _("All practices")
    form = KeepSearchForm(request.POST or None, initial={"title": name[:160]})
    address = asked.address(page=1, view="list")
    page = Page(
        title=_("Keep this search"),
        label=_("Keep"),
        back=reverse("practices:index") + address,
        crumbs=[(reverse("practices:index"), _("Good practices")), ("", _("Keep this search"))],
        audience=_("Only you see it. Once a day you are told by notice what is new in it."),
        intro=name,
    )
    refusal = None
    if form.is_valid():
        language = get_language() or "es"
        refusal = tried(
            lambda: actions.keep_search(
                address=address,
                title=form.cleaned_data["title"],
                language=language,
                by=request.user,
                at=timezone.now(),
            )
        )
        if refusal is None:
            return redirect("practices:searches")
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SIGNED_IN, why=WHY_KEPT)
@require_POST
def let_go(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a search go."""
    kept = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    actions.let_search_go(kept, by=request.user, at=timezone.now())
    messages.success(request, _("Done."))
    return redirect("practices:searches")


@open_to(Audience.SIGNED_IN, why=gettext_lazy("Anyone signed in may ask who did it; it is relayed."))
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask the people of a practice."""
    found = get_object_or_404(queries.published(), slug=slug)
    title = PublicPractice(queries.public_content(found), language=get_language() or "es").title
    form = WordsForm(_("Your question"), request.POST or None)
    page = Page(
        title=_("Ask who did it"),
        label=_("Send the question"),
        back=reverse("practices:practice", args=[slug]),
        crumbs=_trail(slug, title, _("Ask who did it")),
        audience=_("Its people read your name and the question, never your address."),
        intro=title,
    )
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.enquire(
                found, text=form.cleaned_data["words"], by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            messages.success(request, _("Sent. You will be told by notice when they answer."))
            return redirect("practices:practice", slug=slug)
    return form_page(request, page, form, refusal=refusal)


@open_to(Audience.SIGNED_IN, why=WHY_ASKED)
@require_http_methods(["GET", "POST"])
def enquiry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One question and its answer, for who asked and for its people, who answer here."""
    theirs = Q(by=request.user) | Q(practice__organisation__in=organisations_of(request.user))
    found = get_object_or_404(
        Enquiry.objects.filter(theirs).select_related(
            "practice__organisation", "practice__current_version", "by"
        ),
        pk=pk,
    )
    content = queries.public_content(found.practice)
    title = PublicPractice(content, language=get_language() or "es").title
    may_reply = rules.may_write(request.user, found.practice) and not found.answered_at
    form = WordsForm(_("Your answer"), request.POST or None)
    refusal = None
    if form.is_valid():
        refusal = tried(
            lambda: actions.reply(
                found, answer=form.cleaned_data["words"], by=request.user, at=timezone.now()
            )
        )
        if refusal is None:
            messages.success(request, _("Sent to who asked."))
            return redirect("practices:enquiry", pk=pk)
    context = {
        "enquiry": found,
        "title": title,
        "form": form if may_reply else None,
        "refusal": refusal,
        "crumbs": _trail(found.practice.slug, title, _("Question")),
    }
    return render(request, "practices/reader/enquiry.html", context, status=409 if refusal else 200)


@open_to(Audience.EVERYONE, why=WHY_PUBLIC)
@require_safe
def family(request: HttpRequest, slug: str) -> HttpResponse:
    """Who adapted a practice from whom, drawn and as a table."""
    found = get_object_or_404(queries.published(), slug=slug)
    language = get_language() or "es"
    title = PublicPractice(queries.public_content(found), language=language).title
    lines = lines_of(found)
    context = {
        "practice": found,
        "title": title,
        "chart": lineage.drawing(lines, language),
        "rows": lineage.rows(lines, language),
        "crumbs": _trail(slug, title, _("Who adapted from whom")),
    }
    return render(request, "practices/public/lineage.html", context)
