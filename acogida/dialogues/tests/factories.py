"""A small Mechanism for tests. Only what a test does not say is filled in."""

from datetime import UTC, date, datetime

from acogida.accounts.models import Mandate, Organisation
from acogida.accounts.tests.factories import EntityKindFactory, UserFactory
from acogida.compact.models import RoundTable, StakeholderGroup
from acogida.dialogues.actions import mechanism
from acogida.territories.models import Territory

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def secretariat(kind="secretariat"):
    user = UserFactory(name="Sergia Secretaria")
    Mandate.objects.create(user=user, kind=kind, starts_on=date(2020, 1, 1))
    return user


def organisation(name="Red Prueba", country="ARG", kind="civil_society"):
    return Organisation.objects.create(
        name=name,
        kind=EntityKindFactory(key=kind, number=90) if kind == "test" else EntityKindFactory(key=kind),
        country=Territory.objects.get(code=country),
    )


def group(number=1):
    return StakeholderGroup.objects.get(number=number)


def table(number=1):
    return RoundTable.objects.get(number=number)


class Society:
    """An admitted organisation with the person who administers it and one who speaks for it."""

    def __init__(self, name="Red Prueba", *, country="ARG", number=1, standing="member", by=None, admit=True):
        self.secretariat = by or secretariat()
        self.organisation = organisation(name, country)
        self.boss = UserFactory(member_of=self.organisation, member_of__role="administrator")
        self.person = UserFactory(member_of=self.organisation, member_of__role="member")
        self.member = mechanism.apply(
            self.organisation,
            group=group(number),
            standing=standing,
            statement="We welcome people at the bus station.",
            tables=[table(1)],
            by=self.boss,
            at=AT,
        )
        self.delegate = None
        if admit:
            self.member = mechanism.vet(
                self.member, admit=True, reason="Statutes read.", by=self.secretariat, at=AT
            )
            if standing == "member":
                self.delegate = self.accredit(self.person)

    def accredit(self, user, *, speaks=True, starts_on=TODAY, ends_on=date(2027, 3, 2)):
        return mechanism.accredit(
            self.member, user=user, speaks=speaks, starts_on=starts_on, ends_on=ends_on, by=self.boss, at=AT
        )
