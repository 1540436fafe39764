"""What published assessments show on the page of a place and of an objective, and to search."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.assessments.models import Assessment
from acogida.assessments.queries import public
from acogida.assessments.queries.content import all_questions
from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.search import sources
from acogida.core.text import LANGUAGES, in_language
from acogida.territories.models import Territory

SHOWN = 10
LONGEST_BODY = 20_000


def of_territory(territory: Territory, user: Any) -> dict[str, Any] | None:
    """The published assessments of a place, or of the places of a country."""
    found = list(public.in_territory(territory)[: SHOWN + 1])
    if not found:
        return None
    country = territory.code if territory.is_country else ""
    more = len(found) > SHOWN
    return {
        "assessments": found[:SHOWN],
        "of_country": territory.is_country,
        "number": public.in_territory(territory).count() if more else len(found),
        "further": f"{reverse('assessments:index')}?country={country}" if more and country else "",
    }


def of_objective(objective: Objective, user: Any) -> dict[str, Any] | None:
    """How many published assessments answer questions on it, and which, by name; one query."""
    found = list(public.answering(objective).annotate(number=Window(Count("pk")))[:SHOWN])
    if not found:
        return None
    number = getattr(found[0], "number", 0)
    return {
        "objective": objective,
        "assessments": found,
        "number": number,
        "further": reverse("assessments:index") if number > SHOWN else "",
    }


def search_entries(keys: Iterable[str] | None) -> Iterable[sources.Entry]:
    """Each published assessment in the four languages: its title, topics answered and explanations."""
    found = Assessment.objects.filter(current_publication__isnull=False).select_related(
        "territory__country", "current_publication"
    )
    if keys is not None:
        found = found.filter(pk__in=[key for key in keys if key.isdigit()])
    for assessment in found.order_by("pk").iterator(chunk_size=50):
        publication = assessment.current_publication
        if publication is None:
            continue
        content = publication.content
        answered = [question for question in all_questions(content) if question["value"]]
        explanations = " ".join(question["explanation"] for question in answered)
        for language in LANGUAGES:
            with translation.override(language):
                title = _("Self-assessment of %(place)s, %(year)s") % {
                    "place": assessment.territory,
                    "year": assessment.year,
                }
            topics = " ".join(
                in_language(part["name"], language)
                for dimension in content["dimensions"]
                for part in [dimension, *dimension["sub_dimensions"]]
            )
            yield sources.Entry(
                key=str(assessment.pk),
                language=language,
                title=title,
                body=f"{content['organisation']}. {topics}. {explanations}"[:LONGEST_BODY],
                view="assessments:detail",
                args=(str(assessment.pk),),
                country=assessment.territory.country.code if assessment.territory.country else "",
                objectives=tuple(sorted(int(number) for number in publication.summary["objectives"])),
            )


def register() -> None:
    panels.register(
        panels.Panel("assessments", "territory", 20, "assessments/panels/territory.html", of_territory)
    )
    panels.register(
        panels.Panel(
            "assessments-objective", "objective", 30, "assessments/panels/objective.html", of_objective
        )
    )
    sources.register(sources.Source("assessment", gettext_lazy("Self-assessments"), 30, search_entries))
