"""Reading services, corrections, counts and protocols."""

from acogida.services.queries.directory import Asked, Found, Hit, found, published
from acogida.services.queries.sheet import Book, Tallied, book, tallied
from acogida.services.queries.week import Due, due_for, waiting

__all__ = [
    "Asked",
    "Book",
    "Due",
    "Found",
    "Hit",
    "Tallied",
    "book",
    "due_for",
    "found",
    "published",
    "tallied",
    "waiting",
]
