"""Versions of a questionnaire: drafted, written question by question or from a file, published for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.assessments import rules
from acogida.assessments.actions.building import build, next_number, renumber
from acogida.assessments.models import Instrument, LinkKind, Question, QuestionLink, SubDimension
from acogida.assessments.queries import IN_ORDER
from acogida.assessments.queries.instruments import Tree, next_version, tree_of
from acogida.assessments.states import INSTRUMENT_MOVES, InstrumentState
from acogida.core import audit
from acogida.core.errors import Refused


@dataclass(frozen=True)
class Wording:
    """A question as a person wrote it. `earlier` are codes of the version before, which it was `kind`."""

    code: str
    section: SubDimension
    topic: str
    text: dict[str, str]
    example: dict[str, str]
    look: dict[str, str]
    evidence: list[str]
    objectives: list[Any]
    sdg: list[str]
    seal: list[int]
    earlier: list[str]
    kind: str


@transaction.atomic
def begin_draft(instrument: Instrument, *, by: User, at: datetime) -> Instrument:
    """Begin the next version of a published questionnaire, with every question as it is."""
    _allow(by)
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if instrument.state != InstrumentState.PUBLISHED:
        raise Refused(_("This version is a draft already."))
    _refuse_second_draft(instrument.code)
    tree = tree_of(instrument)
    for dimension in tree["dimensions"]:
        for section in dimension["sections"]:
            for question in section["questions"]:
                question["earlier"] = [{"code": question["code"], "kind": LinkKind.SAME.value}]
    version = next_version(instrument.code, instrument.version)
    draft = Instrument(code=instrument.code, version=version, based_on=instrument)
    draft.state, draft.created_by, draft.created_at = InstrumentState.DRAFT, by, at
    build(draft, tree)
    audit.record("assessments.instrument_drafted", draft, by=by, at=at, detail={"version": version})
    return draft


@transaction.atomic
def import_draft(tree: Tree, *, by: User, at: datetime) -> Instrument:
    """Make a draft of a file that was checked; an open draft of the same questionnaire is replaced."""
    _allow(by)
    versions = Instrument.objects.select_for_update().filter(code=tree["code"])
    draft = versions.filter(state=InstrumentState.DRAFT).first()
    if versions.published().filter(version=tree["version"]).exists():
        raise Refused(_("Version %(version)s is published and never changes.") % {"version": tree["version"]})
    before = versions.published().filter(version=tree["based_on"]).first()
    if before is None and versions.published().exists():
        raise Refused(_("Say on which published version it is based."))
    draft = draft or Instrument(code=tree["code"], state=InstrumentState.DRAFT, created_by=by, created_at=at)
    draft.version, draft.based_on = tree["version"], before
    build(draft, tree)
    detail = {"version": draft.version, "questions": len(_codes(draft))}
    audit.record("assessments.instrument_imported", draft, by=by, at=at, detail=detail)
    return draft


@transaction.atomic
def write_question(
    draft: Instrument, *, question: Question | None, wording: Wording, by: User, at: datetime
) -> Question:
    """Add a question, or change one: its words, its place, what helps with it, and what it was before.

    A question that is said to be the same but whose wording changed is kept as reworded.
    """
    draft = _open(draft, by=by)
    _check(draft, question, wording)
    is_new = question is None
    question = question or Question(source="own")
    if question.sub_dimension_id != wording.section.pk:
        question.sub_dimension, question.number = wording.section, next_number(wording.section)
    question.code, question.topic, question.text = wording.code, wording.topic, wording.text
    question.guidance = {"example": wording.example, "look": wording.look}
    question.evidence_types, question.sdg, question.seal = wording.evidence, wording.sdg, wording.seal
    question.save()
    question.objectives.set(wording.objectives)
    _link(draft, question, wording)
    name = "assessments.question_added" if is_new else "assessments.question_changed"
    audit.record(name, draft, by=by, at=at, detail={"question": question.code})
    return question


@transaction.atomic
def move_question(draft: Instrument, *, question: Question, up: bool, by: User, at: datetime) -> None:
    """Let a question change places with its neighbour in the same section."""
    draft = _open(draft, by=by)
    row = list(Question.objects.filter(sub_dimension=question.sub_dimension_id).order_by("number", "code"))
    place = next(n for n, one in enumerate(row) if one.pk == question.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(row):
        raise Refused(_("It stands at the end of its section already."))
    row[place], row[other] = row[other], row[place]
    renumber(row)
    audit.record("assessments.question_moved", draft, by=by, at=at, detail={"question": question.code})


@transaction.atomic
def retire_question(draft: Instrument, *, question: Question, by: User, at: datetime) -> None:
    """Ask a question no longer from this version on. Versions before keep it, with its answers."""
    draft = _open(draft, by=by)
    code = question.code
    Question.objects.filter(pk=question.pk, sub_dimension__dimension__instrument=draft).delete()
    audit.record("assessments.question_retired", draft, by=by, at=at, detail={"question": code})


@transaction.atomic
def bring_back_question(draft: Instrument, *, earlier: Question, by: User, at: datetime) -> Question:
    """Ask a question of the version before again, in the section that it had, at its end."""
    draft = _open(draft, by=by)
    sub = earlier.sub_dimension
    section = SubDimension.objects.filter(
        dimension__instrument=draft, dimension__key=sub.dimension.key, key=sub.key
    ).first()
    if section is None or sub.dimension.instrument_id != draft.based_on_id:
        raise Refused(_("Its section is no longer in this version."))
    wording = Wording(
        code=earlier.code,
        section=section,
        topic=earlier.topic,
        text=earlier.text,
        example=earlier.guidance.get("example", {}),
        look=earlier.guidance.get("look", {}),
        evidence=earlier.evidence_types,
        objectives=list(earlier.objectives.all()),
        sdg=earlier.sdg,
        seal=earlier.seal,
        earlier=[earlier.code],
        kind=LinkKind.SAME,
    )
    return write_question(draft, question=None, wording=wording, by=by, at=at)


@transaction.atomic
def publish_instrument(draft: Instrument, *, by: User, at: datetime) -> Instrument:
    """Publish a version for good: assessments that start from now on use it, those begun keep theirs."""
    draft = _open(draft, by=by)
    if InstrumentState.PUBLISHED not in INSTRUMENT_MOVES[InstrumentState(draft.state)]:
        raise Refused(_("This version is published and never changes."))
    if not _codes(draft):
        raise Refused(_("There is no question to publish."))
    empty = SubDimension.objects.filter(dimension__instrument=draft, questions=None).order_by("pk").first()
    if empty:
        raise Refused(_("The section “%(name)s” has no question.") % {"name": empty})
    draft.state = InstrumentState.PUBLISHED
    draft.published_by, draft.published_at = by, at
    draft.save(update_fields=["state", "published_by", "published_at"])
    audit.record("assessments.instrument_published", draft, by=by, at=at, detail={"version": draft.version})
    return draft


@transaction.atomic
def discard_draft(draft: Instrument, *, by: User, at: datetime) -> None:
    """Throw a draft away; nobody has answered it."""
    draft = _open(draft, by=by)
    audit.record("assessments.instrument_discarded", draft, by=by, at=at, detail={"version": draft.version})
    draft.delete()


def _allow(by: User) -> None:
    if not rules.may_edit_instruments(by):
        raise Refused(_("Only the secretariat writes questionnaires."))


def _open(draft: Instrument, *, by: User) -> Instrument:
    """The draft, locked, for somebody who may write it."""
    _allow(by)
    draft = Instrument.objects.select_for_update(of=("self",)).select_related("based_on").get(pk=draft.pk)
    if draft.state != InstrumentState.DRAFT:
        raise Refused(_("This version is published and never changes. Make a draft of the next one."))
    return draft


def _refuse_second_draft(code: str) -> None:
    other = Instrument.objects.filter(code=code, state=InstrumentState.DRAFT).first()
    if other:
        sentence = _("There is a draft already: version %(version)s. Go on with that one, or discard it.")
        raise Refused(sentence % {"version": other.version})


def _codes(draft: Instrument) -> list[str]:
    questions = Question.objects.filter(sub_dimension__dimension__instrument=draft)
    return list(questions.order_by(*IN_ORDER).values_list("code", flat=True))


def _check(draft: Instrument, question: Question | None, wording: Wording) -> None:
    others: Iterable[Question] = Question.objects.filter(
        sub_dimension__dimension__instrument=draft, code=wording.code
    )
    if any(question is None or other.pk != question.pk for other in others):
        raise Refused(_("The question %(code)s stands twice.") % {"code": wording.code})
    if wording.section.dimension.instrument_id != draft.pk:
        raise Refused(_("Its section is no longer in this version."))
    if not wording.objectives:
        raise Refused(_("The question names no objective of the Compact."))


def _link(draft: Instrument, question: Question, wording: Wording) -> None:
    """Tie a question to those that it was in the version before."""
    before = {
        one.code: one
        for one in Question.objects.filter(
            sub_dimension__dimension__instrument=draft.based_on_id, code__in=wording.earlier
        )
    }
    if missing := [code for code in wording.earlier if code not in before]:
        raise Refused(_("The version before has no question %(code)s.") % {"code": missing[0]})
    question.links.all().delete()
    for code in wording.earlier:
        kind = wording.kind
        if kind == LinkKind.SAME and before[code].text != wording.text:
            kind = LinkKind.REWORDED
        QuestionLink.objects.create(question=question, earlier=before[code], kind=kind)
