"""What people type about services."""

from acogida.services.forms.directory import CheckForm, CorrectionForm, ReasonForm, SearchForm, ServiceForm
from acogida.services.forms.protocol import PaperForm, PositionForm, ProtocolForm, StepsForm
from acogida.services.forms.tally import OfficeForm, OutreachForm, ResultForm

__all__ = [
    "CheckForm",
    "CorrectionForm",
    "OfficeForm",
    "OutreachForm",
    "PaperForm",
    "PositionForm",
    "ProtocolForm",
    "ReasonForm",
    "ResultForm",
    "SearchForm",
    "ServiceForm",
    "StepsForm",
]
