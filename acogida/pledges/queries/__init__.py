"""Reading that more than one page needs, and what the modules above ask of pledges."""

from acogida.pledges.queries.asked import Asked, asked, narrowed
from acogida.pledges.queries.lights import delivery, freshness, with_lights
from acogida.pledges.queries.week import due_for, orphans, waiting

__all__ = [
    "Asked",
    "asked",
    "delivery",
    "due_for",
    "freshness",
    "narrowed",
    "orphans",
    "waiting",
    "with_lights",
]
