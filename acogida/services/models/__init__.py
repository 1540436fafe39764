"""Where a person can be sent, the steps between services, and how many came: never who."""

from acogida.services.models.directory import (
    ONE_CLICK,
    Correction,
    Service,
    ServiceLanguage,
    ServiceQuerySet,
    ServiceTopic,
    Wrong,
)
from acogida.services.models.protocol import Protocol, ProtocolVersion, Signature, Situation
from acogida.services.models.tally import Cell, Office, OutreachDay, Receipt, SentMonth

__all__ = [
    "ONE_CLICK",
    "Cell",
    "Correction",
    "Office",
    "OutreachDay",
    "Protocol",
    "ProtocolVersion",
    "Receipt",
    "SentMonth",
    "Service",
    "ServiceLanguage",
    "ServiceQuerySet",
    "ServiceTopic",
    "Signature",
    "Situation",
    "Wrong",
]
