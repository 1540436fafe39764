"""What a report says, as plain data: the same for the page, the files and what is frozen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from acogida.core.gathered import told_each
from acogida.core.text import LANGUAGES
from acogida.reports.queries.chapters import (
    attentions,
    authorities,
    compact,
    figures,
    mechanism,
    mechanisms,
    plans,
    pledges,
    practices,
    recommendations,
    training,
)
from acogida.reports.queries.ground import Chapter, Ground, asked_objectives
from acogida.reports.queries.scope import Scope, titled

SCHEMA = 1
# In the order of a report. A chapter that has nothing to say of a subject is left out, not shown empty.
CHAPTERS: dict[str, Chapter] = {
    "compact": Chapter(compact.asks, compact.content),
    "mechanism": Chapter(mechanism.asks, mechanism.content),
    "figures": Chapter(figures.asks, figures.content),
    "authorities": Chapter(authorities.asks, authorities.content),
    "plans": Chapter(plans.asks, plans.content),
    "practices": Chapter(practices.asks, practices.content),
    "pledges": Chapter(pledges.asks, pledges.content),
    "recommendations": Chapter(recommendations.asks, recommendations.content),
    "training": Chapter(training.asks, training.content),
    "attentions": Chapter(attentions.asks, attentions.content),
    "mechanisms": Chapter(mechanisms.asks, mechanisms.content),
}


def content_of(scope: Scope, on: date, *, languages: Sequence[str] = LANGUAGES) -> dict[str, Any]:
    """Everything a report shows. Texts are by language, only in those asked for; numbers are numbers.

    One query for the lists of all chapters; figures and attentions read for themselves.
    """
    asked = {name: chapter.asks(scope, on) for name, chapter in CHAPTERS.items()}
    lists = [asked_objectives(), *(one for asks in asked.values() for one in asks)]
    objectives, *told = told_each(lists)
    ground = Ground(scope, on, languages, {one.number: one for one in objectives})
    answers = iter(told)
    chapters = {
        name: chapter.content(ground, [next(answers) for _one in asked[name]])
        for name, chapter in CHAPTERS.items()
    }
    return {
        "schema": SCHEMA,
        "kind": scope.kind.value,
        "subject": scope.subject,
        "title": titled(scope, languages),
        "as_of": on.isoformat(),
        "chapters": {name: found for name, found in chapters.items() if found},
    }
