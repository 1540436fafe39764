"""A pledge as others ask for it: the United Nations' form, the Call to Local Action, the round tables."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from acogida.documents.report import Block, Facts, Heading, Paragraph, Report, Table
from acogida.pledges.masks import numbers_in
from acogida.pledges.models import Framework, Pledge
from acogida.pledges.presenters.card import words_of
from acogida.pledges.presenters.words import day, money, period
from acogida.pledges.queries.smart import LONGEST, SHORTEST
from acogida.pledges.queries.whole import Whole, principles_of


@dataclass(frozen=True)
class Section:
    """A field of somebody else's form: what to paste, and what would be set aside there."""

    title: str
    text: str
    warning: str = ""


def un_form(around: Whole) -> list[Section]:
    """The sections of the pledge submission form of the UN Network, in its order and limits."""
    pledge = around.pledge
    names = [p.organisation.name for p in around.partners]
    matched = f"{pledge.matches.title} ({pledge.matches.number})" if pledge.matches else ""
    told = "; ".join(f"{m.title}: {day(m.due_on)}" for m in around.milestones)
    text = pledge.description
    if told and len(text) + len(told) + 2 <= LONGEST:
        text = f"{text}\n\n{told}"
    return [
        Section(_("I. Contact person"), _("Write it there yourself: this platform does not pass on names.")),
        Section(_("II. Who pledges"), pledge.pledger_name),
        Section(_("IIa. Other participants (common or partnership)"), "; ".join(names)),
        Section(_("IIb. Title and number of the pledge matched"), matched),
        Section(_("III. Kind of entity"), str(pledge.entity_kind or "")),
        Section(_("IV. Kind of pledge"), _kinds(pledge)),
        Section(_("V. Objectives, principles, scope and dates"), _ties(pledge)),
        Section(_("VI. Description"), text, _limits(pledge)),
        Section(_("VII. Attachment (one file, 25 MB at most)"), _file(pledge)),
    ]


def _kinds(pledge: Pledge) -> str:
    labels = ", ".join(str(label) for label in pledge.contribution_labels)
    return f"{pledge.get_form_display()}; {labels}"


def _ties(pledge: Pledge) -> str:
    numbers = ", ".join(map(str, numbers_in(pledge.objectives_mask)))
    parts = [numbers, ", ".join(principles_of(pledge)), str(pledge.get_scope_display()), period(pledge)]
    return " · ".join(part for part in parts if part)


def _limits(pledge: Pledge) -> str:
    if pledge.framework == Framework.GCR:
        return _("The form is about migrants: a pledge under the Compact on Refugees is set aside there.")
    if not SHORTEST <= len(pledge.description) <= LONGEST:
        return _("The form takes from %(least)s to %(most)s characters.") % {
            "least": SHORTEST,
            "most": LONGEST,
        }
    return ""


def _file(pledge: Pledge) -> str:
    chosen = pledge.attachments.filter(is_for_form=True).select_related("file").first()
    return chosen.file.name if chosen else _("none")


def local_action(around: Whole) -> list[Section]:
    """The fields of an action page of the Call to Local Action."""
    pledge = around.pledge
    said = words_of(pledge)
    overview = [pledge.for_whom, pledge.resources, money(pledge.amount, pledge.currency)]
    impact = "; ".join(f"{day(u.reported_on)}: {u.narrative}" for u in around.updates)
    return [
        Section(_("Local or regional government"), pledge.pledger_name),
        Section(_("Title"), said.title),
        Section(_("Description"), said.description),
        Section(_("Aims"), pledge.need or pledge.for_whom),
        Section(
            _("Priority objectives"),
            ", ".join(map(str, numbers_in(pledge.objectives_mask))),
            _("The Call has its own list: choose there what comes nearest to these objectives."),
        ),
        Section(_("Start of project"), day(pledge.starts_on)),
        Section(_("End of project"), day(pledge.ends_on)),
        Section(_("Overview"), "; ".join(part for part in overview if part)),
        Section(_("Reported impact"), impact),
    ]


def as_document(title: str, pledge: Pledge, sections: list[Section]) -> Report:
    blocks: list[Block] = [Facts([(_("Pledge"), pledge.title), (_("Number"), pledge.number)])]
    for section in sections:
        blocks += [Heading(section.title, 2), Paragraph(section.text or "–")]
        if section.warning:
            blocks.append(Paragraph(section.warning))
    return Report(
        title=title, language=(get_language() or "es")[:2], date=pledge.announced_on, sections=blocks
    )


def round_table_rows(pledges: list[Pledge], numbers: list[int]) -> Table:
    rows = [
        [
            p.number,
            words_of(p).title,
            p.pledger_name,
            ", ".join(str(n) for n in numbers_in(p.objectives_mask) if n in numbers),
            str(p.get_route_display()),
        ]
        for p in pledges
    ]
    return Table(
        [_("Number"), _("Title"), _("Who promises"), _("Objectives of the Compact"), _("Where it was made")],
        rows,
    )
