"""What everybody may read: published assessments, one edition, its answers, its report and files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from acogida.assessments.forms import PublishedFilterForm
from acogida.assessments.models import Publication
from acogida.assessments.presenters import published as shown
from acogida.assessments.presenters.comparison import moved_sentence
from acogida.assessments.presenters.lenses import lens_tabs, shown_lens
from acogida.assessments.presenters.report import report_of
from acogida.assessments.presenters.words import public_crumbs, title_of
from acogida.assessments.queries import current_instrument, lenses, profile, public
from acogida.assessments.queries.comparison import compare
from acogida.core.access import Audience, open_to
from acogida.core.frozen import canonical
from acogida.core.text import in_language
from acogida.documents.docx import to_docx
from acogida.documents.http import document_response, download_response
from acogida.documents.models import StoredFile
from acogida.documents.pdf import to_pdf

WHY = gettext_lazy("Published assessments are for everybody.")
PAGE = 30


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Published assessments by name of the place, of a country or a year."""
    countries, years = public.countries_and_years()
    form = PublishedFilterForm(
        request.GET, countries=[(c.code, c.local_name) for c in countries], years=years
    )
    asked = form.cleaned_data if form.is_valid() else {"country": "", "year": ""}
    page = public.listed(
        country=asked["country"],
        year=int(asked["year"]) if asked["year"] else None,
        after=request.GET.get("after", ""),
        most=PAGE,
    )
    query = request.GET.copy()
    query["after"] = page.following
    instrument = current_instrument()
    context = {
        "crumbs": public_crumbs(),
        "warning": instrument.warning if instrument else {},
        "page": page,
        "form": form,
        "following": f"?{query.urlencode()}" if page.following else "",
        "narrowed": bool(asked["country"] or asked["year"]),
    }
    return render(request, "assessments/index.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def detail(request: HttpRequest, pk: int, number: int = 0) -> HttpResponse:
    """One edition: its profile, through the lens of the dimensions or of the Compact's objectives."""
    publication = edition_or_404(pk, number)
    content = publication.content
    dimensions = profile.by_dimension(content)
    tally = profile.whole(dimensions)
    lens = shown_lens(publication, request.GET.get("lens", ""), dimensions)
    years = public.years_of(publication.assessment)
    context = edition_context(publication) | {
        "crumbs": public_crumbs(("", title_of(publication.assessment))),
        "facts": shown.facts_of(publication, tally),
        "sentence": shown.whole_sentence(tally),
        "withheld": shown.withheld_sentence(content),
        "tabs": lens_tabs(request.path, lens.key),
        "label": lens.label,
        "rows": lens.rows,
        "mapping": lens.mapping,
        "chart": shown.profile_chart(lens.topics, publication=publication, tally=tally, label=lens.label),
        "well": _pairs(publication, dimensions, profile.Verdict.WELL),
        "develop": _pairs(publication, dimensions, profile.Verdict.DEVELOP),
        "few": _pairs(publication, dimensions, profile.Verdict.FEW),
        "caution": shown.caution(),
        "years": shown.years_table(years, dimensions),
        **_since(publication, years),
        "editions": public.editions_of(publication.assessment),
    }
    return render(request, "assessments/detail.html", context)


def _since(publication: Publication, years: list[public.Year]) -> dict[str, str]:
    """What changed since the municipality's published year before this one; empty where there is none."""
    earlier = _earlier(publication, years)
    if earlier is None:
        return {}
    pair = [publication.assessment_id, earlier.assessment_id]
    return {
        "moved": moved_sentence(compare(earlier, publication)),
        "compare_url": reverse("assessments:comparison", args=pair),
    }


def _earlier(publication: Publication, years: list[public.Year]) -> Publication | None:
    """The current edition of the municipality's published year before; None for an edition of the past."""
    assessment = publication.assessment
    before = [year.assessment for year in years if year.assessment.year < assessment.year]
    if not before or publication.pk != assessment.current_publication_id:
        return None
    return public.edition(before[-1].pk, 0)


def _pairs(
    publication: Publication, dimensions: list[profile.Topic], verdict: str
) -> list[tuple[str, str, str]]:
    """(address, sub-dimension, dimension) of the topics with this verdict."""
    return [
        (
            f"{shown.dimension_url(publication, d.key)}#{part.key}",
            in_language(part.name),
            in_language(d.name),
        )
        for d, part in profile.parts_that_are(dimensions, verdict)
    ]


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def by_dimension(request: HttpRequest, pk: int, number: int, key: str) -> HttpResponse:
    """The answers of one dimension, each with its grade and its evidence."""
    publication = edition_or_404(pk, number)
    topic = next((t for t in profile.by_dimension(publication.content) if t.key == key), None)
    if topic is None:
        raise Http404
    pairs = profile.questions_of_dimension(publication.content, key)
    return _answers(request, publication, pairs, heading=topic.name, topic=topic)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def by_objective(request: HttpRequest, pk: int, number: int, objective: int) -> HttpResponse:
    """The answers to the questions that touch one objective of the Compact."""
    publication = edition_or_404(pk, number)
    found = public.titles_of_objectives().get(objective)
    pairs = profile.questions_of_objective(publication.content, objective)
    if found is None or not pairs:
        raise Http404
    topic = next(
        t
        for t in profile.by_objective(publication.content, {objective: found.title})
        if t.number == objective
    )
    return _answers(request, publication, pairs, heading=found.title, topic=topic)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def by_lens(request: HttpRequest, pk: int, number: int, lens: str, topic: int) -> HttpResponse:
    """The answers that touch a goal of the 2030 Agenda, or a dimension of the seal."""
    publication = edition_or_404(pk, number)
    if lens not in lenses.LENSES:
        raise Http404
    found = next((t for t in lenses.through(publication.content, lens) if t.number == topic), None)
    if found is None:
        raise Http404
    pairs = lenses.questions_through(publication.content, lens, topic)
    return _answers(request, publication, pairs, heading=found.name, topic=found)


def _answers(
    request: HttpRequest,
    publication: Publication,
    pairs: list[tuple[dict[str, Any], dict[str, Any]]],
    *,
    heading: dict[str, str],
    topic: profile.Topic,
) -> HttpResponse:
    objectives = public.titles_of_objectives()
    groups: list[dict[str, Any]] = []
    for sub, question in pairs:
        if not groups or groups[-1]["key"] != sub["key"]:
            groups.append({"key": sub["key"], "name": sub["name"], "answers": []})
        answer = shown.answer_shown(question, publication=publication, objectives=objectives)
        groups[-1]["answers"].append(answer)
    here = (publication.assessment.get_absolute_url(), title_of(publication.assessment))
    context = edition_context(publication) | {
        "crumbs": public_crumbs(here, ("", in_language(heading))),
        "heading": heading,
        "row": shown.topic_row(topic),
        "groups": groups,
        "caution": shown.caution(),
    }
    return render(request, "assessments/answers.html", context)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def report(request: HttpRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """The edition as PDF, as an editable DOCX, or as the very data that its hash is taken of."""
    publication = edition_or_404(pk, number)
    name = f"{publication.assessment.territory.slug}-{publication.assessment.year}-{number}"
    if kind == "json":
        response = HttpResponse(canonical(publication.content), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return response
    writers = {"pdf": to_pdf, "docx": to_docx}
    if kind not in writers:
        raise Http404
    years = public.years_of(publication.assessment)
    tree = report_of(
        publication,
        years=years,
        earlier=_earlier(publication, years),
        objectives=public.titles_of_objectives(),
        address=request.build_absolute_uri(publication.assessment.get_absolute_url()),
    )
    return document_response(writers[kind](tree), name=f"{name}-{get_language()}.{kind}", kind=kind)


@open_to(Audience.EVERYONE, why=WHY)
@require_safe
def file(request: HttpRequest, pk: int, number: int, file: int) -> HttpResponseBase:
    """A file that the municipality made public with this edition."""
    publication = get_object_or_404(Publication.objects.defer("content"), assessment=pk, number=number)
    if file not in publication.summary["files"]:
        raise Http404
    return download_response(get_object_or_404(StoredFile, pk=file))


def edition_or_404(pk: int, number: int) -> Publication:
    publication = public.edition(pk, number)
    if publication is None:
        raise Http404
    return publication


def edition_context(publication: Publication) -> dict[str, Any]:
    """What every page of an edition shows."""
    assessment = publication.assessment
    return {
        "publication": publication,
        "assessment": assessment,
        "title": title_of(assessment),
        "warning": publication.content["instrument"]["warning"],
        "is_current": publication.pk == assessment.current_publication_id,
        "source": shown.source_of(publication),
    }
