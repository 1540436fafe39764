"""What a report says, as plain data: the same for the page, the files and what is frozen."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from acogida.core.text import LANGUAGES
from acogida.reports.queries.chapters import (
    attentions,
    authorities,
    compact,
    figures,
    mechanisms,
    plans,
    pledges,
    practices,
    recommendations,
    training,
)
from acogida.reports.queries.scope import Scope, titled

SCHEMA = 1
Chapter = Callable[[Scope, date, Sequence[str]], dict[str, Any] | None]
# In the order of a report. A chapter that has nothing to say of a subject is left out, not shown empty.
CHAPTERS: dict[str, Chapter] = {
    "compact": compact.content,
    "mechanism": mechanisms.of_mechanism,
    "figures": figures.content,
    "authorities": authorities.content,
    "plans": plans.content,
    "practices": practices.content,
    "pledges": pledges.content,
    "recommendations": recommendations.content,
    "training": training.content,
    "attentions": attentions.content,
    "mechanisms": mechanisms.content,
}


def content_of(scope: Scope, on: date, *, languages: Sequence[str] = LANGUAGES) -> dict[str, Any]:
    """Everything a report shows. Texts are by language, only in those asked for; numbers are numbers."""
    chapters = {name: gather(scope, on, languages) for name, gather in CHAPTERS.items()}
    return {
        "schema": SCHEMA,
        "kind": scope.kind.value,
        "subject": scope.subject,
        "title": titled(scope, languages),
        "as_of": on.isoformat(),
        "chapters": {name: found for name, found in chapters.items() if found},
    }
