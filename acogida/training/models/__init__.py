"""What training keeps, one file a noun."""

from acogida.training.models.groupwork import GroupWorkItem, WorkGroup
from acogida.training.models.nomination import DuplicatePair, Nomination
from acogida.training.models.programme import Component, Edition, Programme
from acogida.training.models.quota import CountryDeadline, Quota, Slot
from acogida.training.models.session import AgendaItem, Session

__all__ = [
    "AgendaItem",
    "Component",
    "CountryDeadline",
    "DuplicatePair",
    "Edition",
    "GroupWorkItem",
    "Nomination",
    "Programme",
    "Quota",
    "Session",
    "Slot",
    "WorkGroup",
]
