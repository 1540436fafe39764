"""Input to clean data; nothing here saves."""

from acogida.plans.forms.design import ActionForm, IndicatorForm
from acogida.plans.forms.diagnosis import ChallengeForm, PlanForm
from acogida.plans.forms.prioritisation import PrioritiesForm, ScoreForm, WeightsForm
from acogida.plans.forms.progress import ReportForm

__all__ = [
    "ActionForm",
    "ChallengeForm",
    "IndicatorForm",
    "PlanForm",
    "PrioritiesForm",
    "ReportForm",
    "ScoreForm",
    "WeightsForm",
]
