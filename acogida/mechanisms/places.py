"""Where mechanisms appear beyond their own pages: a country's page, an objective's page, the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective
from acogida.core import panels
from acogida.core.gathered import ShortList, whole
from acogida.core.search import sources
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES, in_language
from acogida.mechanisms.models import Commitment, Document, Mechanism, Part
from acogida.mechanisms.queries import WORKING, of_country
from acogida.territories.models import Territory

NAMED = ("key", "names", "acronyms")


def asked_of_territory(territory: Territory, _user: Any) -> list[ShortList[tuple[Mechanism, str]]]:
    """The mechanisms a country takes part in today, members first."""
    if not territory.is_country:
        return []
    found = of_country(territory, timezone.localdate())
    return [ShortList(found.values_list("part", *(f"mechanism__{name}" for name in NAMED)), _part)]


def _part(part: str, key: str, names: Any, acronyms: Any) -> tuple[Mechanism, str]:
    return Mechanism(key=key, names=whole(names), acronyms=whole(acronyms)), str(Part(part).label)


def of_territory(
    _territory: Territory, _user: Any, told: list[list[tuple[Mechanism, str]]]
) -> dict[str, Any] | None:
    rows = [row for found in told for row in found]
    return {"rows": rows} if rows else None


def of_objective(objective: Objective, _user: Any) -> dict[str, Any] | None:
    """The working mechanisms that work on it."""
    found = list(Mechanism.objects.filter(codes__objective=objective, status__in=WORKING))
    return {"mechanisms": found} if found else None


def entries(keys: Iterable[str] | None) -> Iterator[Entry]:
    found = Mechanism.objects.prefetch_related(
        "themes",
        "codes",
        Prefetch("documents", Document.objects.filter(ended_at__isnull=True)),
        Prefetch("commitments", Commitment.objects.filter(ended_at__isnull=True)),
    )
    if keys is not None:
        found = found.filter(key__in=list(keys))
    for one in found:
        for language in LANGUAGES:
            themes = [in_language(theme.names, language) for theme in one.themes.all()]
            documents = [in_language(paper.titles, language) for paper in one.documents.all()]
            commitments = [in_language(said.texts, language) for said in one.commitments.all()]
            yield Entry(
                key=one.key,
                language=language,
                title=in_language(one.names, language),
                body="\n".join([*one.acronyms.values(), *themes, *documents, *commitments]),
                view="mechanisms:mechanism",
                args=(one.key,),
                objectives=tuple(sorted(code.objective_id for code in one.codes.all())),
                note=in_language(one.acronyms, language),
            )


def register() -> None:
    panels.register(
        panels.Panel(
            "mechanisms",
            "territory",
            80,
            "mechanisms/panels/territory.html",
            of_territory,
            asked_of_territory,
        )
    )
    panels.register(
        panels.Panel(
            "mechanisms-objective", "objective", 80, "mechanisms/panels/objective.html", of_objective
        )
    )
    sources.register(sources.Source("mechanism", _("Mechanisms"), 80, entries))
