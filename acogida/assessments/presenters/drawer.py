"""What the evidence drawer shows of each thing it keeps."""

from dataclasses import dataclass

from django.template.defaultfilters import date as format_date

from acogida.assessments.models import EvidenceItem, EvidenceKind


@dataclass(frozen=True)
class DrawerItem:
    pk: int
    title: str
    kind: str
    kind_word: str
    date: str
    detail: str
    url: str
    uses: str


def drawer_item(item: EvidenceItem, uses: list[str] | None = None, *, url: str = "") -> DrawerItem:
    first = f"{item.answer.assessment.year} {item.answer.question.code}"
    return DrawerItem(
        pk=item.pk,
        title=item.title,
        kind="law" if item.kind == EvidenceKind.LEGAL else item.kind,
        kind_word=str(EvidenceKind(item.kind).label),
        date=format_date(item.dated, "DATE_FORMAT") if item.dated else "",
        detail=item.detail,
        url=item.link or url,
        uses=", ".join(uses or [first]),
    )
