"""Reading services, corrections, counts and protocols."""

from acogida.services.queries.directory import Asked, Found, Hit, found, published
from acogida.services.queries.sheet import Tallied, tallied
from acogida.services.queries.week import Due, due_for

__all__ = ["Asked", "Due", "Found", "Hit", "Tallied", "due_for", "found", "published", "tallied"]
