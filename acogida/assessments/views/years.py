"""The same municipality from one year to another, and the anonymous band of similar ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.assessments import actions, rules
from acogida.assessments.presenters import published as shown
from acogida.assessments.presenters.comparison import groups_of, moved_sentence
from acogida.assessments.presenters.words import page_context, public_crumbs, title_of, work_crumbs
from acogida.assessments.queries import profile, public
from acogida.assessments.queries.band import FEWEST, bands_for, others_like
from acogida.assessments.queries.comparison import compare
from acogida.assessments.views.workspace import own_assessment
from acogida.core.access import Audience, open_to
from acogida.core.errors import Refused
from acogida.core.text import in_language


@open_to(Audience.EVERYONE, why=gettext_lazy("Published assessments are for everybody."))
@require_safe
def comparison(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two published years of one municipality, question by question: `other` is the earlier assessment."""
    later, earlier = public.edition(pk, 0), public.edition(other, 0)
    if later is None or earlier is None:
        raise Http404
    new, old = later.assessment, earlier.assessment
    if new.organisation_id != old.organisation_id or old.year >= new.year:
        raise Http404
    found = compare(earlier, later)
    here = (new.get_absolute_url(), title_of(new))
    context = {
        "crumbs": public_crumbs(here, ("", _("What changed"))),
        "title": _("What changed in %(place)s from %(before)s to %(after)s")
        % {"place": new.territory, "before": old.year, "after": new.year},
        "sentence": moved_sentence(found),
        "groups": groups_of(found),
        "years": (old.year, new.year),
        "other_version": old.instrument_id != new.instrument_id,
        "source": f"{shown.source_of(earlier)}; {shown.source_of(later)}",
        "assessment": new,
        "warning": later.content["instrument"]["warning"],
    }
    return render(request, "assessments/comparison.html", context)


@open_to(
    Audience.MEMBER,
    why=gettext_lazy("A municipality that shares its shares sees where similar ones lie, without names."),
)
@require_http_methods(["GET", "HEAD", "POST"])
def band(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whether it takes part in the band and lets the public know that it measures; and the band itself."""
    assessment = own_assessment(request, pk)
    refusal = None
    if request.method == "POST":
        try:
            _decide(request, pk)
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("Kept."))
            return redirect("assessments:band", pk=pk)
    shares = assessment.shares_band and assessment.current_publication_id is not None
    context = page_context(assessment) | {
        "crumbs": work_crumbs(assessment, ("", _("What others may know"))),
        "rows": _band_rows(pk) if shares else [],
        "number": len(others_like(assessment)) if shares else 0,
        "fewest": FEWEST,
        "refusal": refusal,
        "may_decide": rules.may_publish(request.user, assessment),
    }
    return render(request, "assessments/band.html", context, status=409 if refusal else 200)


def _decide(request: SignedInRequest, pk: int) -> None:
    assessment, now = own_assessment(request, pk), timezone.now()
    if value := request.POST.get("announced"):
        actions.let_public_know(assessment, is_announced=value == "yes", by=request.user, at=now)
    if value := request.POST.get("band"):
        actions.share_in_band(assessment, shares_band=value == "yes", by=request.user, at=now)


def _band_rows(pk: int) -> list[tuple[str, str, str, int]]:
    """(dimension, own share, band of the others, how many) of the dimensions that have a band."""
    publication = public.edition(pk, 0)
    if publication is None:
        return []
    bands = {one.key: one for one in bands_for(publication.assessment)}
    rows = []
    for topic in profile.by_dimension(publication.content):
        if found := bands.get(topic.key):
            between = _("%(low)s to %(high)s") % {
                "low": shown.percent(found.low),
                "high": shown.percent(found.high),
            }
            own = shown.percent(topic.tally.share)
            rows.append((in_language(topic.name), own, between, found.number))
    return rows
