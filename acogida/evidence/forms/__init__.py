"""What people type and choose about figures: clean data out, nothing saved."""

from acogida.evidence.forms.exploring import CorridorForm, ExplorerForm
from acogida.evidence.forms.importing import ColumnsForm, UploadForm

__all__ = ["ColumnsForm", "CorridorForm", "ExplorerForm", "UploadForm"]
