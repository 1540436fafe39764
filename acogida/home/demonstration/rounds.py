"""What departments and outsiders do with personal links: sections answered, an answer questioned."""

from datetime import datetime, timedelta

from acogida.accounts.models import Organisation, Role, User
from acogida.assessments import actions
from acogida.assessments.models import Assessment, PersonalLink, Question, SubDimension
from acogida.home.demonstration.ground import Described, Region, described, members


def load(region: Region) -> None:
    said = described("assessments")
    organisation, assessment = _assessment(said["reopened"], region)
    at = _ago(region, said["reopened"]["days"])
    actions.reopen(assessment, by=_editor(organisation), at=at)
    for link in said["delegated"]:
        _delegate(link, region)
    for comment in said["comments"]:
        organisation, assessment = _assessment(comment, region)
        actions.discuss(
            assessment,
            question=_question(assessment, comment["question"]),
            text=comment["text"],
            by=_editor(organisation),
            at=_ago(region, comment["days"]),
        )
    _validate(said["validation"], region)
    for one in said["announced"]:
        organisation, assessment = _assessment(one, region)
        approver = members(organisation, Role.APPROVER)[0]
        actions.let_public_know(assessment, is_announced=True, by=approver, at=region.now)


def _delegate(said: Described, region: Region) -> None:
    organisation, assessment = _assessment(said, region)
    at = _ago(region, said["days"])
    link = _give(assessment, said, purpose="answer", by=_editor(organisation), at=at)
    for code, given in said.get("answers", {}).items():
        question = _question(assessment, code)
        kept = assessment.answers.filter(question=question).first()
        actions.open_link(link, at=at)
        revision = kept.revision if kept else 0
        actions.save_answer(assessment, question=question, revision=revision, **given, by=link, at=at)
    for code, item in said.get("evidence", {}).items():
        actions.add_evidence(assessment, question=_question(assessment, code), **item, by=link, at=at)
    if "finished" in said:
        actions.finish_part(link, at=_ago(region, said["finished"]))


def _validate(said: Described, region: Region) -> None:
    """A round in which one answer is questioned and replied to, and others are confirmed."""
    organisation, assessment = _assessment(said, region)
    editor, at = _editor(organisation), _ago(region, said["opened"])
    actions.move_to(assessment, state="validation", by=editor, at=at)
    link = _give(assessment, said, purpose="validate", by=editor, at=at)
    actions.open_link(link, at=at)
    for code, days in said["agrees"].items():
        _check(assessment, link, code, "agree", at=_ago(region, days))
    for code, asked in said["questions"].items():
        _check(assessment, link, code, "question", text=asked["text"], at=_ago(region, asked["days"]))
        discussion = assessment.discussions.get(question__code=code, is_question=True)
        reply = asked["reply"]
        actions.reply(discussion, text=reply["text"], by=editor, at=_ago(region, reply["days"]))


def _check(
    assessment: Assessment, link: PersonalLink, code: str, stance: str, *, text: str = "", at: datetime
) -> None:
    question = _question(assessment, code)
    answer = assessment.answers.get(question=question)
    actions.check_answer(
        assessment, question=question, stance=stance, revision=answer.revision, text=text, by=link, at=at
    )


def _give(assessment: Assessment, said: Described, *, purpose: str, by: User, at: datetime) -> PersonalLink:
    sections = SubDimension.objects.filter(
        dimension__instrument=assessment.instrument_id, key__in=said["sections"]
    ).select_related("dimension")
    link, _token = actions.give_link(
        assessment,
        purpose=purpose,
        name=said["name"],
        email=said.get("email", ""),
        language=by.language,
        sections=list(sections),
        days=said["lasts"],
        by=by,
        at=at,
    )
    return link


def _assessment(said: Described, region: Region) -> tuple[Organisation, Assessment]:
    organisation = region.towns[said["municipality"]]
    return organisation, Assessment.objects.get(organisation=organisation, year=said["year"])


def _question(assessment: Assessment, code: str) -> Question:
    return Question.objects.select_related("sub_dimension__dimension").get(
        sub_dimension__dimension__instrument=assessment.instrument_id, code=code
    )


def _editor(organisation: Organisation) -> User:
    return members(organisation, Role.EDITOR)[0]


def _ago(region: Region, days: int) -> datetime:
    return region.now - timedelta(days=days)
