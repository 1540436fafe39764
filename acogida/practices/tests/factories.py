"""Practices at each stage, for tests. Only what a test does not say is filled in."""

from datetime import UTC, datetime

from acogida.accounts.tests.factories import (
    CountryFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
)
from acogida.practices import actions
from acogida.practices.actions.ground import freeze
from acogida.practices.models import Practice
from acogida.practices.states import State

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
WHOLE = {
    "title": "One desk for all paperwork",
    "summary": "Seven procedures at one desk, in three languages.",
    "description": "The council opened one desk.",
    "results": "Visits fell from five to two, by the desk's own count of 2025.",
    "lessons": "Train the counter staff first.",
    "primary": [15],
    "secondary": [3],
    "year_start": 2024,
    "progress": "ongoing",
    "level": "local",
    "kind": "service",
}


def country(code="ARG", **words):
    return CountryFactory(code=code, slug=code.lower(), **words)


class Town:
    """A municipality with its people, and somebody from elsewhere."""

    def __init__(self, iso3="ARG", **kwargs):
        place = MunicipalityFactory(country=country(iso3), **kwargs)
        self.organisation = OrganisationFactory(territory=place)
        self.place = place
        self.editor = UserFactory(member_of=self.organisation)
        self.approver = UserFactory(member_of=self.organisation, member_of__role="approver")
        self.stranger = UserFactory(member_of=OrganisationFactory())

    def draft(self, **values) -> Practice:
        values = {**WHOLE, "language": "en", **values}
        return actions.start(self.organisation, values=values, by=self.editor, at=AT)

    def published(self, *, grade="good_practice", at=AT, **values) -> Practice:
        """Published without going through the desk, for what comes after."""
        practice = self.draft(**values)
        practice.submitted_by, practice.submitted_at = self.approver, at
        practice.grade = grade
        freeze(practice, note="", by=self.approver, at=at)
        practice.state = State.PUBLISHED
        practice.save()
        return practice
