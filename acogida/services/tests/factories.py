"""A town that keeps a directory, for tests. Only what a test does not say is filled in."""

from datetime import UTC, date, datetime

from acogida.accounts.tests.factories import OrganisationFactory, UserFactory
from acogida.services import actions

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # a Monday


class Town:
    """A municipality with an editor, an approver and a member; its place has coordinates."""

    def __init__(self, lat=-34.0, lon=-58.0):
        self.organisation = OrganisationFactory()
        self.place = self.organisation.territory
        self.place.lat, self.place.lon = lat, lon
        self.place.save()
        self.editor = UserFactory(member_of=self.organisation)
        self.approver = UserFactory(member_of=self.organisation, member_of__role="approver")
        self.member = UserFactory(member_of=self.organisation, member_of__role="member")
        self.stranger = UserFactory()

    def values(self, **said):
        return {
            "name": "Desk of papers",
            "provider": "Municipality",
            "provider_kind": "municipal",
            "summary": {"es": "Orienta sobre residencia y documentación.", "en": "Guides on residence."},
            "cost": "free",
            "papers": ["none"],
            "hours": "Mo-Fr 08:00-16:00; PH off",
            "time_zone": "America/Argentina/Buenos_Aires",
            "address": "San Martín 100",
            "phone": "000-0000",
            "topics": ["papers"],
            "languages": ["es", "ht"],
        } | said

    def draft(self, **said):
        return actions.create(
            self.organisation, territory=self.place, values=self.values(**said), by=self.editor, at=AT
        )

    def service(self, name="Desk of papers", checked_on=date(2026, 2, 2), **said):
        """A published one, checked four weeks ago."""
        made = self.draft(name=name, **said)
        return actions.publish(made, checked_on=checked_on, by=self.editor, at=AT)

    def office(self, **said):
        """A counter with its buttons."""
        values = {
            "name": "Desk",
            "topics": ["papers", "health", "work"],
            "origins": ["ARG"],
            "languages": ["es"],
        }
        return actions.open_office(
            self.organisation,
            territory=self.place,
            time_zone="America/Argentina/Buenos_Aires",
            by=self.editor,
            at=AT,
            **(values | said),
        )
