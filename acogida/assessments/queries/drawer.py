"""The evidence drawer: everything a municipality has ever put beside an answer, each thing once."""

from django.db.models import Min, Q

from acogida.accounts.models import Organisation
from acogida.assessments.models import Assessment, EvidenceItem, Question


def drawer_of(
    organisation: Organisation,
    *,
    asked: str = "",
    besides: tuple[Assessment, Question] | None = None,
    after: int = 0,
    most: int = 30,
) -> list[EvidenceItem]:
    """Evidence of all years, newest first, the same thing once, from the one before the id `after`.

    `asked` looks in titles and what they say; `besides` leaves out what that answer already has.
    """
    items = EvidenceItem.objects.filter(answer__assessment__organisation=organisation)
    once = items.order_by().values("kind", "title", "link", "file").annotate(first=Min("pk")).values("first")
    found = items.filter(pk__in=once)
    if besides:
        has = items.filter(answer__assessment=besides[0], answer__question=besides[1])
        found = found.exclude(title__in=has.values("title"))
    if asked.strip():
        found = found.filter(Q(title__icontains=asked.strip()) | Q(detail__icontains=asked.strip()))
    if after:
        found = found.filter(pk__lt=after)
    return list(found.select_related("file", "answer__question", "answer__assessment").order_by("-pk")[:most])


def uses_of(organisation: Organisation, items: list[EvidenceItem]) -> dict[tuple[str, str], list[str]]:
    """Where each of these things is used, as "2026 D1-04", by its kind and title."""
    rows = (
        EvidenceItem.objects.filter(
            answer__assessment__organisation=organisation, title__in=[i.title for i in items]
        )
        .order_by("-answer__assessment__year", "answer__question__code")
        .values_list("kind", "title", "answer__assessment__year", "answer__question__code")
    )
    found: dict[tuple[str, str], list[str]] = {}
    for kind, title, year, code in rows:
        found.setdefault((kind, title), []).append(f"{year} {code}")
    return found
