"""What people type about services."""

from acogida.services.forms.directory import CheckForm, CorrectionForm, ReasonForm, SearchForm, ServiceForm

__all__ = ["CheckForm", "CorrectionForm", "ReasonForm", "SearchForm", "ServiceForm"]
