"""The final report as a document, in the page's language, from what was frozen."""

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.core.text import in_language
from acogida.documents.report import (
    Block,
    Bullets,
    Facts,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
    written_date,
)
from acogida.training.models import FinalReport, Wave
from acogida.training.models.groupwork import Horizon
from acogida.training.models.nomination import Gender, Sector
from acogida.training.presenters.results import number, sentences
from acogida.training.statistics import Change


def document(found: FinalReport) -> Report:
    said = found.content
    language = (get_language() or "es")[:2]
    blocks: list[Block] = []
    if said["is_demonstration"]:
        blocks.append(Note(_("Demonstration: the people of this edition are invented."), "warning"))
    blocks += [*_participation(said), *_learning(said), *_needs(said)]
    if said["recommendations"]:
        blocks += [Heading(_("Recommendations")), Bullets(said["recommendations"])]
    blocks.append(Note(_("Figures frozen; fingerprint (SHA-256): %(hash)s") % {"hash": found.sha256}))
    first, last = (written_date(date.fromisoformat(said[k]), language) for k in ("starts_on", "ends_on"))
    return Report(
        title=in_language(said["title"]),
        subtitle=f"{_('Final report')} · {first} – {last}",
        language=language,
        date=found.frozen_at.date(),
        source="Acogida",
        sections=blocks,
    )


def _participation(said: dict[str, Any]) -> list[Block]:
    fewest = said["fewest"]
    return [
        Heading(_("Participation")),
        Facts(
            [
                (_("Nominated"), said["nominated"]),
                (_("Took part"), said["accepted"]),
                (_("Met every condition"), said["complete"]),
                (_("Sessions"), said["sessions"]),
            ]
        ),
        Table(
            [_("Country"), _("Took part"), _("Met every condition")],
            [[in_language(r["names"]) or "–", r["people"], r["complete"]] for r in said["countries"]],
            caption=_("By country"),
            numeric_columns=[1, 2],
        ),
        Table(
            [_("Profile"), _("People")],
            [[in_language(row["title"]), row["people"]] for row in said["profiles"]],
            caption=_("By profile"),
            numeric_columns=[1],
        ),
        _shares(said["gender"], Gender.choices, fewest, _("Gender"), _("By gender")),
        *(
            # Reports frozen before sectors were asked have none.
            [_shares(said["sector"], Sector.choices, fewest, _("Sector"), _("By sector"))]
            if said.get("sector")
            else []
        ),
        Table(
            [_("Condition"), _("Met by")],
            [[in_language(row["title"]), row["met"]] for row in said["parts"]],
            caption=_("By condition"),
            numeric_columns=[1],
        ),
    ]


def _shares(counts: dict[str, int], choices: Any, fewest: int, head: str, caption: str) -> Table:
    """Numbers of people by a trait; a small one is only said to be small."""
    rows = [
        [str(label), counts[key] if counts[key] >= fewest else _("fewer than %(n)s") % {"n": fewest}]
        for key, label in choices
        if counts.get(key)
    ]
    return Table([head, _("People")], rows, caption=caption, numeric_columns=[1])


def _learning(said: dict[str, Any]) -> list[Block]:
    few = _("Told only from %(n)s people on, so that nobody is recognised.") % {"n": said["fewest"]}
    rows = [
        [Wave(w["wave"]).label, w["n"], f"{number(w['score'])} %" if w["score"] is not None else "–"]
        for w in said["waves"]
    ]
    blocks: list[Block] = [Heading(_("What changed"))]
    if rows:
        blocks.append(
            Table([_("Questionnaire"), _("Answers"), _("Right on average")], rows, numeric_columns=[1, 2])
        )
    for one in said.get("said", ()):
        blocks.append(
            Table(
                [_("Answer"), _("People")],
                [[in_language(label), n] for label, n in one["rows"]],
                caption=in_language(one["question"]),
                numeric_columns=[1],
            )
        )
    if said["change"]:
        kept: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in said["change"].items()}
        return [*blocks, Bullets(sentences(Change(**kept)))]
    return [*blocks, Paragraph(few)]


def _needs(said: dict[str, Any]) -> list[Block]:
    if not any(group["items"] for group in said["groups"]):
        return []
    labels = {horizon.value: str(horizon.label) for horizon in Horizon}
    blocks: list[Block] = [Heading(_("Needs found in the working groups"))]
    for group in said["groups"]:
        rows = [[item["title"], labels[item["horizon"]]] for item in group["items"]]
        blocks.append(Table([_("Challenge"), _("Time it needs")], rows, caption=in_language(group["title"])))
    return blocks
