"""Words for the pages of the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format, number_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from acogida.accounts.models import EDITING
from acogida.assessments.states import State as AssessmentState
from acogida.core.search.engine import Hit, Results
from acogida.core.search.sources import SOURCES
from acogida.core.text import words
from acogida.core.thread import Bead, Strand
from acogida.documents.report import Block, Facts, Heading, Note, Paragraph, Report, Table
from acogida.home.navigation import address
from acogida.home.queries import Asked, Counts, Due, Situation
from acogida.plans.models import Plan
from acogida.plans.queries import public_content
from acogida.plans.states import State as PlanState

SOON = timedelta(days=7)
MOST_OF_A_KIND = 5  # on a sheet, so that it stays one page
LONGEST_ON_PAPER = 150


def figures(counts: Counts) -> list[dict[str, str]]:
    """The counts of the front page, each with the list that it counts."""
    shown = [
        (counts.plans, ngettext("adopted plan", "adopted plans", counts.plans), "plans:index"),
        (
            counts.assessments,
            ngettext("published self-assessment", "published self-assessments", counts.assessments),
            "assessments:index",
        ),
        (
            counts.datasets,
            ngettext("data set with its source", "data sets with their source", counts.datasets),
            "evidence:datasets",
        ),
        (
            counts.municipalities,
            ngettext("municipality of the region", "municipalities of the region", counts.municipalities),
            "territories:index",
        ),
        (
            counts.practices,
            ngettext("good practice to copy", "good practices to copy", counts.practices),
            "practices:index",
        ),
        (
            counts.pledges,
            ngettext("pledge to follow", "pledges to follow", counts.pledges),
            "pledges:index",
        ),
        (
            counts.services,
            ngettext("service of the directory", "services of the directory", counts.services),
            "services:index",
        ),
        (
            counts.mechanisms,
            ngettext("mechanism of countries", "mechanisms of countries", counts.mechanisms),
            "mechanisms:index",
        ),
    ]
    return [
        {"value": number_format(number, force_grouping=True), "label": label, "url": address(name)}
        for number, label, name in shown
    ]


def doors() -> list[dict[str, str]]:
    """What a visitor may come for, each with the room where it is found."""
    shown = [
        (_("Find a service"), _("Who to turn to, where, when and with which papers."), "services:index"),
        (_("See what worked elsewhere"), _("Good practices that another town can copy."), "practices:index"),
        (_("Follow a promise"), _("Pledges, what came of them, and how old the news is."), "pledges:index"),
        (_("Learn and train your team"), _("Programmes, courses and certificates."), "training:index"),
        (_("Take part in a dialogue"), _("What was proposed, and what became of it."), "dialogues:index"),
        (_("Look up a figure"), _("With its source and date, to read or download."), "evidence:datasets"),
    ]
    return [
        {"label": label, "note": note, "url": url} for label, note, name in shown if (url := address(name))
    ]


@dataclass(frozen=True)
class Step:
    """One bead of the golden thread as the front page explains it."""

    kind: str
    question: str
    example: str


def thread_explained() -> list[Step]:
    return [
        Step(_("Evidence"), _("What do we know?"), _("Figures and laws, each with its source and date.")),
        Step(
            _("Answer"),
            _("Where do we stand?"),
            _("95 questions answered by the town hall, with what shows it."),
        ),
        Step(
            _("Challenge"),
            _("What has to change?"),
            _("Each one keeps the answer or figure that it comes from."),
        ),
        Step(
            _("Action"),
            _("What do we do about it?"),
            _("Who, by when, with what money, under which objective."),
        ),
        Step(_("Indicator"), _("How will we know?"), _("Where we start, where we want to be, by when.")),
        Step(_("Progress"), _("What came of it?"), _("Dated reports that anybody can read, late ones too.")),
    ]


def rows(hits: Iterable[Hit], countries: dict[str, str]) -> list[dict[str, Any]]:
    """The things found, each with its page in the reader's language; one whose page is gone is left out."""
    shown = []
    for hit in hits:
        try:
            url = reverse(hit.view, args=hit.args)
        except NoReverseMatch:
            continue  # the index is older than the addresses; it is brought up with the next change
        place = hit.note or countries.get(hit.country, "")
        shown.append(
            {
                "hit": hit,
                "url": url,
                "kind": SOURCES[hit.kind].label,
                "place": place,
                "snippet": hit.snippet if _says_more(hit.snippet, f"{hit.title} {place}") else "",
            }
        )
    return shown


def _says_more(snippet: str, already: str) -> bool:
    return bool(set(words(snippet)) - set(words(already)))


def kinds(results: Results, asked: Asked, here: str) -> list[tuple[str, str, bool]]:
    """The kinds found with their counts, as links that narrow the list: (address, words, whether chosen)."""
    found = sorted((s for s in SOURCES.values() if s.kind in results.counts), key=lambda s: s.order)
    whole = sum(results.counts.values())
    everything = (here + asked.address(kind="", page=1), _counted(_("Everything"), whole), not asked.kind)
    return [
        everything,
        *(
            (
                here + asked.address(kind=source.kind, page=1),
                _counted(str(source.label), results.counts[source.kind]),
                asked.kind == source.kind,
            )
            for source in found
        ),
    ]


def _counted(words: str, number: int) -> str:
    return f"{words} ({number_format(number, force_grouping=True)})"


def pages(results: Results, asked: Asked, here: str, size: int) -> dict[str, str]:
    """The addresses of the page before and after, "" where there is none."""
    after = asked.page * size < results.total
    return {
        "previous": here + asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "next": here + asked.address(page=asked.page + 1) if after else "",
    }


def by_kind(beads: Iterable[Bead]) -> list[tuple[str, list[Bead]]]:
    """Beads of the same kind together, in the order they come: (words for the kind, beads)."""
    return [(label, list(same)) for label, same in groupby(beads, key=lambda bead: bead.label)]


def due(found: Iterable[Due], *, today: date) -> list[dict[str, Any]]:
    """What waits, with its day in words and a tone: late, this week, later."""
    shown = []
    for item in found:
        if item.due_on is None:
            when, tone = "", "neutral"
        elif item.due_on < today:
            days = (today - item.due_on).days
            when = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
            tone = "error"
        elif item.due_on == today:
            when, tone = _("Today"), "warning"
        else:
            when = _("By %(day)s") % {"day": date_format(item.due_on, "DATE_FORMAT")}
            tone = "warning" if item.due_on - today <= SOON else "neutral"
        shown.append({"text": item.text, "url": item.url, "when": when, "tone": tone})
    return shown


STAGES = ("assessment", *(state.value for state in PlanState if state != PlanState.CLOSED))


def organisation(situation: Situation) -> dict[str, Any]:
    """One organisation on the week page: the stages of its cycle and the one thing to do next."""
    may_edit = situation.role in EDITING
    here, sentence, label, url = _next(situation, may_edit=may_edit)
    place = STAGES.index(here)
    steps = [
        {
            "label": _("Self-assessment") if stage == "assessment" else PlanState(stage).label,
            "state": "done" if n < place else "current" if n == place else "next",
            "url": "",
        }
        for n, stage in enumerate(STAGES)
    ]
    return {
        "organisation": situation.organisation,
        "territory": situation.organisation.territory,
        "steps": steps if situation.organisation.territory else [],
        "sentence": sentence,
        "label": label,
        "url": url,
    }


def _next(situation: Situation, *, may_edit: bool) -> tuple[str, str, str, str]:
    """The current stage, a sentence about it, and the words and address of the next thing to do."""
    assessment, plan = situation.assessment, situation.plan
    if plan is not None and plan.state != PlanState.CLOSED:
        return _next_of_plan(plan, may_edit=may_edit)
    if assessment is None:
        sentence = _("The first step is to see where you stand: 95 questions, answered bit by bit.")
        if may_edit:
            return "assessment", sentence, _("Start the self-assessment"), address("assessments:start")
        return "assessment", sentence, _("See what others have published"), address("assessments:index")
    if assessment.state != AssessmentState.PUBLISHED:
        sentence = _("The self-assessment of %(year)s is under way.") % {"year": assessment.year}
        return (
            "assessment",
            sentence,
            _("Go on with the self-assessment"),
            address("assessments:work", assessment.pk),
        )
    sentence = _(
        "The self-assessment of %(year)s is published. Its weak answers are where the plan begins."
    ) % {"year": assessment.year}
    if may_edit:
        return "diagnosis", sentence, _("Begin the plan"), address("plans:new")
    return "diagnosis", sentence, _("Read the self-assessment"), address("assessments:detail", assessment.pk)


def _next_of_plan(plan: Plan, *, may_edit: bool) -> tuple[str, str, str, str]:
    state = PlanState(plan.state)
    sentences = {
        PlanState.DIAGNOSIS: _("Your plan is in diagnosis: gather the challenges, each with its cause."),
        PlanState.PRIORITISATION: _("Your plan is in prioritisation: agree the weights, then score."),
        PlanState.DESIGN: _("Your plan is in design: actions with an indicator each, then adoption."),
        PlanState.IMPLEMENTATION: _("Your plan is adopted and under way: report what is done."),
        PlanState.EVALUATION: _("Your plan is in evaluation: targets against what came of them."),
    }
    labels = {
        PlanState.DIAGNOSIS: _("Go on with the diagnosis"),
        PlanState.PRIORITISATION: _("Go on with the prioritisation"),
        PlanState.DESIGN: _("Go on with the design"),
        PlanState.IMPLEMENTATION: _("Report progress"),
        PlanState.EVALUATION: _("Go on with the evaluation"),
    }
    return (
        state.value,
        sentences[state],
        labels[state] if may_edit else _("See the plan"),
        reverse("plans:desk", args=[plan.pk]),
    )


def adopted(plan: Plan) -> dict[str, Any]:
    """A plan as it was last adopted, for a card."""
    content = public_content(plan)
    return {"plan": plan, "title": content["title"], "url": reverse("plans:public", args=[plan.slug])}


def thread_sheet(strand: Strand, *, address: str, today: date) -> Report:
    """The thread on a sheet of paper: why, the thing itself, what came of it.

    `address` is that of the page where every bead leads further.
    """
    sections: list[Block] = [
        Heading(_("Why")),
        *_bead_rows(
            reversed(strand.causes),
            _("This is where the thread begins: nothing here was caused by something else on the platform."),
        ),
        Heading(strand.bead.label),
        Facts([(strand.bead.title, strand.bead.note or "–")]),
        Heading(_("What came of it")),
        *_bead_rows(strand.effects, _("Nothing has come of it yet that you may see.")),
        Note(_("With everything it leads to: %(address)s") % {"address": address}, url=address),
    ]
    return Report(
        title=_("The golden thread"),
        subtitle=strand.bead.title,
        language=(get_language() or "es")[:2],
        date=today,
        source="Acogida",
        sections=sections,
    )


def _bead_rows(beads: Iterable[Bead], nothing: str) -> list[Block]:
    """A row a bead, the first few of each kind; the rest is counted."""
    rows: list[list[str]] = []
    left: dict[str, int] = {}
    shown: dict[str, int] = {}
    for bead in beads:
        shown[bead.kind] = shown.get(bead.kind, 0) + 1
        if shown[bead.kind] > MOST_OF_A_KIND:
            left[bead.label] = left.get(bead.label, 0) + 1
            continue
        rows.append([bead.label, Truncator(bead.title).chars(LONGEST_ON_PAPER), bead.note])
    if not rows:
        return [Paragraph(nothing)]
    more = [
        Paragraph(ngettext("%(kind)s: %(n)s more.", "%(kind)s: %(n)s more.", n) % {"kind": kind, "n": n})
        for kind, n in left.items()
    ]
    return [Table([_("What it is"), _("What it says"), _("From where, by whom, when")], rows), *more]
