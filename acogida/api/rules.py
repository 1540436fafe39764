"""Who may make tokens, and for whom a token acts."""

from datetime import datetime
from typing import Any

from acogida.accounts.models import ADMINISTERING, Membership, Organisation, Role, User
from acogida.accounts.rules import confined, day_of, may_administer
from acogida.api.models import Token


def may_manage(user: Any, organisation: Organisation) -> bool:
    return may_administer(user, organisation)


def writer_of(token: Token, *, at: datetime) -> User | None:
    """Who a token acts for: its maker as an editor of the one organisation; None once they no longer
    administer it.
    """
    day = day_of(at)
    held = (
        Membership.objects.on(day)
        .filter(
            user=token.made_by_id,
            user__is_active=True,
            organisation=token.organisation_id,
            role__in=ADMINISTERING,
        )
        .select_related("organisation__territory__country", "organisation__country")
        .first()
    )
    return confined(held, role=Role.EDITOR, day=day) if held else None
