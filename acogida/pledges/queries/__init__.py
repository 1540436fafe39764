"""Reading that more than one page needs, and what the modules above ask of pledges."""

from acogida.pledges.queries.asked import Asked, asked, narrowed
from acogida.pledges.queries.lights import delivery, freshness, with_lights

__all__ = ["Asked", "asked", "delivery", "freshness", "narrowed", "with_lights"]
