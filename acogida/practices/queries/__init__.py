"""Reading that more than one page needs, and what the modules above ask of practices."""

from acogida.practices.queries.content import completeness, content_of, language_shown, same_words
from acogida.practices.queries.fitting import Fit, fitting
from acogida.practices.queries.published import (
    of_objective,
    of_territory,
    public_content,
    published,
    search_entries,
    title_of,
)
from acogida.practices.queries.week import Due, due_for, waiting

__all__ = [
    "Due",
    "Fit",
    "completeness",
    "content_of",
    "due_for",
    "fitting",
    "language_shown",
    "of_objective",
    "of_territory",
    "public_content",
    "published",
    "same_words",
    "search_entries",
    "title_of",
    "waiting",
]
