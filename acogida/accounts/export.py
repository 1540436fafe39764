"""Everything kept about a person, as they may take it along. Modules above add their own sections."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress

from acogida.accounts import queries
from acogida.accounts.models import Invitation, User

Section = Callable[[User], Any]
SECTIONS: dict[str, Section] = {}


def register(name: str, section: Section) -> None:
    """Called once from a module's `AppConfig.ready`; the section gives plain JSON about one person."""
    SECTIONS[name] = section


def of(user: User) -> dict[str, Any]:
    """The whole export of one person: nobody else's data, no secret of theirs."""
    return {
        "account": {
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "time_zone": user.time_zone,
            "joined_at": user.joined_at.isoformat(),
            "is_operator": user.is_operator,
            "settled_at": user.settled_at and user.settled_at.isoformat(),
        },
        "emails": list(
            EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")
        ),
        "memberships": [
            {
                "organisation": membership.organisation.name,
                "role": membership.role,
                "starts_on": membership.starts_on.isoformat(),
                "ends_on": membership.ends_on and membership.ends_on.isoformat(),
            }
            for membership in user.memberships.select_related("organisation").order_by("starts_on", "pk")
        ],
        "mandates": [
            {
                "kind": mandate.kind,
                "country": mandate.country and mandate.country.code,
                "starts_on": mandate.starts_on.isoformat(),
                "ends_on": mandate.ends_on and mandate.ends_on.isoformat(),
            }
            for mandate in user.mandates.select_related("country").order_by("starts_on", "pk")
        ],
        "invitations_accepted": [
            {
                "organisation": invitation.organisation.name,
                "role": invitation.role,
                "accepted_at": invitation.accepted_at and invitation.accepted_at.isoformat(),
            }
            for invitation in Invitation.objects.filter(accepted_by=user)
            .select_related("organisation")
            .order_by("accepted_at", "pk")
        ],
        "ways_to_sign_in": [
            {"kind": way.type, "created_at": way.created_at.isoformat()}
            for way in queries.authenticators_of(user)
        ],
        **{name: section(user) for name, section in SECTIONS.items()},
    }
