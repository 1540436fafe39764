"""What training keeps, one file a noun."""

from acogida.training.models.attendance import AttendanceReport, Guest, Presence, Ruling
from acogida.training.models.certificate import Batch, Certificate, Credit, IssuerKey
from acogida.training.models.course import Course, CoursePart, Learner, Unit, UnitDone
from acogida.training.models.groupwork import GroupWorkItem, WorkGroup
from acogida.training.models.material import Announcement, Material
from acogida.training.models.nomination import DuplicatePair, Nomination
from acogida.training.models.programme import Component, Edition, Programme
from acogida.training.models.question import Question, QuestionKind
from acogida.training.models.questionnaire import Questionnaire, Response, Survey, Wave
from acogida.training.models.quiz import Attempt, Quiz
from acogida.training.models.quota import CountryDeadline, Quota, Slot
from acogida.training.models.report import FinalReport
from acogida.training.models.scorm import Package, PackageState
from acogida.training.models.session import AgendaItem, Session

__all__ = [
    "AgendaItem",
    "Announcement",
    "Attempt",
    "AttendanceReport",
    "Batch",
    "Certificate",
    "Component",
    "CountryDeadline",
    "Course",
    "CoursePart",
    "Credit",
    "DuplicatePair",
    "Edition",
    "FinalReport",
    "GroupWorkItem",
    "Guest",
    "IssuerKey",
    "Learner",
    "Material",
    "Nomination",
    "Package",
    "PackageState",
    "Presence",
    "Programme",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Quiz",
    "Quota",
    "Response",
    "Ruling",
    "Session",
    "Slot",
    "Survey",
    "Unit",
    "UnitDone",
    "Wave",
    "WorkGroup",
]
