"""A report as a document: the same for the page, the PDF and the Word file."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from acogida.documents.report import Block, Facts, Heading, Note, Paragraph, Report
from acogida.reports.kinds import Kind
from acogida.reports.presenters import words
from acogida.reports.presenters.chapters import deeds, ground, mechanisms

CHAPTERS: dict[str, Callable[[dict[str, Any]], list[Block]]] = {
    "compact": ground.compact,
    "mechanism": mechanisms.one,
    "figures": ground.figures,
    "authorities": ground.authorities,
    "plans": deeds.plans,
    "practices": deeds.practices,
    "pledges": deeds.pledges,
    "recommendations": deeds.recommendations,
    "training": deeds.training,
    "attentions": deeds.attentions,
    "mechanisms": mechanisms.several,
}


def document(content: dict[str, Any], *, sha256: str = "") -> Report:
    """The content in the page's language; `sha256` is that of a frozen one."""
    sections: list[Block] = []
    if any(said.get("is_demonstration") for said in content["chapters"].values()):
        told = _("It also counts invented places of the demonstration, marked as such.")
        sections.append(Note(told, tone="warning"))
    for name, said in content["chapters"].items():
        sections += CHAPTERS[name](said)
    if not sections:
        sections.append(Paragraph(_("Nothing is known here about it yet.")))
    return Report(
        title=words.text(content["title"]),
        subtitle=words.label(Kind, content["kind"]),
        language=words.locale(),
        date=date.fromisoformat(content["as_of"]),
        source="Acogida",
        sections=[*sections, *_made(content, sha256)],
    )


def _made(content: dict[str, Any], sha256: str) -> list[Block]:
    """How it was made, so that nobody takes it for more than it is."""
    facts: list[tuple[str, object]] = [(_("Figures as of"), words.day(content["as_of"]))]
    if sha256:
        facts.append(("SHA-256", sha256))
    return [
        Heading(_("How it was made")),
        Facts(facts),
        Note(
            _(
                "Gathered from what is public on this platform. What is missing here may exist elsewhere: "
                "nothing is concluded from it."
            )
        ),
    ]
