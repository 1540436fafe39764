"""Input to clean data; nothing here saves."""

from acogida.plans.forms.design import ActionForm, IndicatorForm
from acogida.plans.forms.diagnosis import ChallengeForm, PlanForm
from acogida.plans.forms.particulars import (
    AnswerForm,
    BudgetForm,
    NeedsForm,
    PartnerForm,
    PeopleForm,
    RisksForm,
)
from acogida.plans.forms.prioritisation import PrioritiesForm, ScoreForm, WeightsForm
from acogida.plans.forms.progress import ReportForm

__all__ = [
    "ActionForm",
    "AnswerForm",
    "BudgetForm",
    "ChallengeForm",
    "IndicatorForm",
    "NeedsForm",
    "PartnerForm",
    "PeopleForm",
    "PlanForm",
    "PrioritiesForm",
    "ReportForm",
    "RisksForm",
    "ScoreForm",
    "WeightsForm",
]
