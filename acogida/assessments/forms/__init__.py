"""Input to clean data; nothing here saves."""

from acogida.assessments.forms.answering import (
    AnswerForm,
    CheckForm,
    CommentForm,
    CountryForm,
    EvidenceForm,
    FilterForm,
    LinkForm,
    PublishedFilterForm,
    StartForm,
    TableForm,
    Take,
    section_label,
)
from acogida.assessments.forms.instruments import QuestionForm, QuestionnaireFileForm

__all__ = [
    "AnswerForm",
    "CheckForm",
    "CommentForm",
    "CountryForm",
    "EvidenceForm",
    "FilterForm",
    "LinkForm",
    "PublishedFilterForm",
    "QuestionForm",
    "QuestionnaireFileForm",
    "StartForm",
    "TableForm",
    "Take",
    "section_label",
]
