"""Taking a whole import back: every figure that came with a file, and nothing else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.evidence import rules
from acogida.evidence.models import Dataset, Figure, Import, ImportState, Indicator


@transaction.atomic
def take_back(imported: Import, *, by: User, at: datetime) -> Import:
    """Undo an import whole. Its file and its choice of columns stay, to be corrected and brought in again.

    A data set and an indicator that only this file fed go with it, unless a figure of theirs was cited.
    """
    imported = Import.objects.select_for_update(of=("self",)).select_related("dataset", "organisation").get(
        pk=imported.pk
    )  # fmt: skip
    if not rules.may_take_back(by, imported):
        raise Refused(
            _("Everyone sees these figures: an approver of the organisation takes them back.")
            if imported.dataset and imported.dataset.is_public
            else _("Only editors of an organisation with a territory bring in its figures.")
        )
    if imported.state != ImportState.IMPORTED or imported.dataset is None:
        raise Refused(_("This file has not been imported."))
    dataset = imported.dataset
    taken, _each = imported.observations.all().delete()
    imported.dataset, imported.state = None, ImportState.UNDONE
    imported.imported_at, imported.undone_at = None, at
    imported.mapping = {name: value for name, value in imported.mapping.items() if name != "indicator"}
    imported.report = {}
    imported.save(update_fields=["dataset", "state", "imported_at", "undone_at", "mapping", "report"])
    audit.record("evidence.taken_back", imported, by=by, at=at, detail={"figures": taken})
    _let_go(dataset)
    return imported


def _let_go(dataset: Dataset) -> None:
    """Remove the indicators and the data set that no file feeds and nobody cites any more."""
    for indicator in dataset.indicators.all():
        if indicator.observations.exists() or Figure.objects.filter(indicator=indicator).exists():
            continue
        changed("indicator", indicator.code)
        indicator.delete()
    fed = Import.objects.filter(dataset=dataset).exists() or Figure.objects.filter(dataset=dataset).exists()
    if not fed and not Indicator.objects.filter(dataset=dataset).exists():
        changed("dataset", dataset.code)
        dataset.delete()
