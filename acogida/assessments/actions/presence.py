"""Who is on a section's page now."""

from datetime import datetime

from acogida.assessments.models import Assessment, PersonalLink, Presence, SubDimension
from acogida.assessments.rules import Author


def be_here(assessment: Assessment, *, sub_dimension: SubDimension, by: Author, at: datetime) -> None:
    """Note that somebody has the page open. It says nothing lasting, so it leaves no audit line."""
    who = {"link" if isinstance(by, PersonalLink) else "user": by}
    here = Presence(assessment=assessment, sub_dimension=sub_dimension, seen_at=at, **who)
    # One statement, so that a page that is only read costs no more.
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["assessment", "sub_dimension", *who],
        update_fields=["seen_at"],
    )
