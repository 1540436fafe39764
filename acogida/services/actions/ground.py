"""What every deed on the directory stands on: the locked row, the right, the revision, clean words."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core.errors import Refused
from acogida.services import rules
from acogida.services.models import Service


class Stale(Refused):
    """A colleague saved first. `current` is what stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            _(
                "A colleague changed this while you were writing. What you wrote is still here: look at what "
                "stands now, and save again what should stand."
            )
        )
        self.current = current


def locked(service: Service) -> Service:
    """The entry as it stands, locked: deeds on one follow one another."""
    return (
        Service.objects.select_for_update(of=("self",))
        .select_related("organisation", "territory__country")
        .get(pk=service.pk)
    )


def require_writer(service: Service, by: User) -> None:
    if not rules.may_write(by, service):
        raise Refused(_("Only people who edit for this organisation keep its directory."))


def require_text(text: str, sentence: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(sentence)
    return text
