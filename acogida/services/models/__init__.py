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

__all__ = [
    "ONE_CLICK",
    "Correction",
    "Service",
    "ServiceLanguage",
    "ServiceQuerySet",
    "ServiceTopic",
    "Wrong",
]
