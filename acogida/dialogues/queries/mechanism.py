"""The Mechanism as it stands on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from acogida.compact.models import RoundTable, StakeholderGroup
from acogida.dialogues.models import Delegate, Member, Office, OfficeRole

ENDING_SOON = timedelta(days=60)


@dataclass(frozen=True)
class Seat:
    """One office of a working table: who holds it, or nobody."""

    table: RoundTable
    role: OfficeRole
    office: Office | None

    @property
    def is_vacant(self) -> bool:
        return self.office is None

    def ends_soon(self, day: date) -> bool:
        return self.office is not None and self.office.ends_on <= day + ENDING_SOON


def seats(day: date) -> list[Seat]:
    """The eight seats of the liaison table in their order: two offices of each working table. Two queries."""
    held = {
        (office.table_id, office.role): office
        for office in Office.objects.on(day).select_related(
            "delegate__user", "delegate__member__organisation__country"
        )
    }
    return [
        Seat(table, role, held.get((table.pk, role.value)))
        for table in RoundTable.objects.order_by("number")
        for role in OfficeRole
    ]


def groups() -> list[tuple[StakeholderGroup, list[Member]]]:
    """The groups of paragraph 44 in their order, each with its admitted members. Two queries."""
    by_group: dict[str, list[Member]] = {}
    admitted = Member.objects.admitted().select_related("organisation__country")
    for member in admitted.order_by("organisation__name", "pk"):
        by_group.setdefault(member.group_id, []).append(member)
    return [(group, by_group.get(group.pk, [])) for group in StakeholderGroup.objects.order_by("number")]


def delegates_of(member: Member, day: date) -> list[Delegate]:
    """Who is accredited on a day, who speaks first."""
    return list(Delegate.objects.on(day).filter(member=member).select_related("user"))


def eligible(table: RoundTable, day: date) -> QuerySet[Delegate]:
    """Delegates who could hold an office of a table: of member organisations that work at it."""
    found: QuerySet[Delegate] = (
        Delegate.objects.on(day)
        .filter(member__in=Member.objects.speaking().filter(tables=table))
        .select_related("user", "member__organisation")
    )
    return found
