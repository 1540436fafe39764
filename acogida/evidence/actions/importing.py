"""Bringing in a municipality's own figures: upload, columns, dry run, and the whole file or nothing."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.search.sources import changed
from acogida.core.text import LANGUAGES
from acogida.documents import files
from acogida.documents.tables import read_table
from acogida.evidence import rules
from acogida.evidence.models import Dataset, Import, ImportState, Indicator, Observation
from acogida.evidence.queries import known_to, remembered, sheet_of
from acogida.evidence.queries.figures import newly_local_code
from acogida.evidence.sentences import personal_kind
from acogida.evidence.tabular import columns, personal
from acogida.evidence.tabular.checking import Outcome, check
from acogida.territories.models import Territory

MOST_CELLS = 200_000
SHOWN_REFUSALS = 200


@transaction.atomic
def upload(
    organisation: Organisation,
    upload: "UploadedFile[Any]",
    *,
    title: str,
    source: str,
    by: User,
    at: datetime,
) -> Import:
    """Take a table in and propose what its columns are. A file that could name people is not kept."""
    if not rules.may_import(by, organisation) or organisation.territory is None:
        raise Refused(_("Only editors of an organisation with a territory bring in its figures."))
    data = upload.read()
    sheet = read_table(data, upload.name or "")
    refuse_personal(personal.find(sheet))
    if not sheet.rows:
        raise Refused(_("The table has headers but no rows."))
    upload.seek(0)
    kept = files.keep(upload, by=by, at=at)
    made = Import.objects.create(
        organisation=organisation,
        territory=organisation.territory,
        file=kept,
        title=title,
        source=source,
        mapping=remembered(organisation, sheet, title=title) or columns.guess(sheet),
        headers=sheet.headers,
        uploaded_by=by,
        uploaded_at=at,
    )
    audit.record("evidence.uploaded", made, by=by, at=at, detail={"sha256": kept.sha256})
    return made


def refuse_personal(found: list[personal.Found]) -> None:
    """Raise with a sentence that names the columns and says what to do instead."""
    if not found:
        return
    named = "; ".join(
        _("column %(letter)s “%(header)s” (%(kind)s)")
        % {"letter": f.column.letter, "header": f.column.header, "kind": personal_kind(f.kind)}
        for f in found
    )
    raise Refused(
        _(
            "This file seems to hold data of persons, so it was not kept: %(columns)s. Acogida takes "
            "counts only. Take those columns out, count the people by group (a pivot table does it), "
            "and upload the counts."
        )
        % {"columns": named}
    )


@transaction.atomic
def choose(imported: Import, mapping: Mapping[str, Any], *, by: User, at: datetime) -> Import:
    """Say what the columns are and try the import dry: the report is kept, nothing else."""
    imported = _locked(imported, by)
    outcome = check(sheet_of(imported), mapping, known_to(imported))
    if len(outcome.cells) > MOST_CELLS:
        raise Refused(
            _("This file has more than %(most)s figures. Split it in parts.") % {"most": MOST_CELLS}
        )
    _refuse_known_cells(imported, mapping, outcome)
    imported.mapping = dict(mapping)
    imported.report = report_of(outcome)
    imported.state = ImportState.CHECKED
    imported.save(update_fields=["mapping", "report", "state"])
    audit.record("evidence.checked", imported, by=by, at=at, detail={"kept": len(outcome.cells)})
    return imported


def report_of(outcome: Outcome) -> dict[str, Any]:
    """The dry run as it is kept: codes and texts of the file, put into words where it is shown."""
    return {
        "kept": len(outcome.cells),
        "refused": len(outcome.refusals),
        "empty": len(outcome.empty),
        "totals": outcome.totals[:SHOWN_REFUSALS],
        "refusals": [asdict(refusal) for refusal in outcome.refusals[:SHOWN_REFUSALS]],
        "first": [asdict(cell) for cell in outcome.cells[:10]],
    }


def _refuse_known_cells(imported: Import, mapping: Mapping[str, Any], outcome: Outcome) -> None:
    """A figure that is there already is not overwritten: its row is refused and says so."""
    code = mapping.get("indicator", "")
    if not code:
        return
    there = {
        (o.territory.code, o.period, o.sex, o.age, o.origin)
        for o in Observation.objects.filter(indicator__code=code).select_related("territory")
    }
    outcome.refuse(lambda cell: cell.key in there, "there")


def _locked(imported: Import, by: User) -> Import:
    imported = Import.objects.select_for_update().select_related("territory", "file").get(pk=imported.pk)
    if not rules.may_import(by, imported.organisation):
        raise Refused(_("Only editors of an organisation with a territory bring in its figures."))
    if imported.state == ImportState.IMPORTED:
        raise Refused(_("This file has already been imported."))
    return imported


@transaction.atomic
def bring_in(imported: Import, *, by: User, at: datetime) -> Import:
    """Import every figure of the file, or none. The file is read again: a report could be stale."""
    imported = _locked(imported, by)
    if imported.state != ImportState.CHECKED:
        raise Refused(_("Choose the columns first."))
    outcome = check(sheet_of(imported), imported.mapping, known_to(imported))
    _refuse_known_cells(imported, imported.mapping, outcome)
    if outcome.refusals or not outcome.cells:
        raise Refused(_("Some rows cannot be taken. Correct them in your file and upload it again."))
    indicator = _indicator(imported, by=by, at=at)
    codes = {cell.territory for cell in outcome.cells}
    places = dict(Territory.objects.filter(code__in=codes).values_list("code", "pk"))
    Observation.objects.bulk_create(
        [
            Observation(
                source=imported,
                indicator=indicator,
                territory_id=places[cell.territory],
                period=cell.period,
                sex=cell.sex,
                age=cell.age,
                origin=cell.origin,
                value=cell.value,
            )
            for cell in outcome.cells
        ],
        batch_size=1000,
    )
    imported.dataset, imported.state, imported.imported_at = indicator.dataset, ImportState.IMPORTED, at
    # The true counts shown to check the columns are not kept beside the figures that hide them.
    imported.report = {**imported.report, "first": []}
    imported.save(update_fields=["dataset", "state", "imported_at", "report"])
    audit.record(
        "evidence.imported",
        imported,
        by=by,
        at=at,
        detail={"indicator": indicator.code, "figures": len(outcome.cells)},
    )
    return imported


def _indicator(imported: Import, *, by: User, at: datetime) -> Indicator:
    """The organisation's indicator that the figures go to, made with its data set where it is new."""
    mapping = imported.mapping
    if mapping.get("indicator"):
        return Indicator.objects.get(code=mapping["indicator"], organisation=imported.organisation)
    organisation = imported.organisation
    code = newly_local_code(organisation.pk, imported.pk, slugify(mapping["title"])[:40])
    dataset = Dataset.objects.create(
        code=code,
        title=dict.fromkeys(LANGUAGES, imported.title),
        description=dict.fromkeys(LANGUAGES, imported.source),
        publisher=organisation.name,
        licence=_("Internal use"),
        edition=at.date().isoformat(),
        retrieved_on=at.date(),
        order=1000,
        organisation=organisation,
        files=[{"name": imported.file.name, "sha256": imported.file.sha256}],
    )
    indicator = Indicator.objects.create(
        code=code,
        title=dict.fromkeys(LANGUAGES, mapping["title"]),
        definition=dict.fromkeys(LANGUAGES, mapping.get("definition", "")),
        unit=mapping.get("unit") or "persons",
        dataset=dataset,
        order=1000,
        organisation=organisation,
    )
    audit.record("evidence.defined", indicator, by=by, at=at)
    return indicator


@transaction.atomic
def discard(imported: Import, *, by: User, at: datetime) -> None:
    """Take away a file that was not imported."""
    imported = _locked(imported, by)
    audit.record("evidence.discarded", imported, by=by, at=at)
    kept = imported.file
    imported.delete()
    stored = kept.file
    kept.delete()
    transaction.on_commit(lambda: stored.delete(save=False))


@transaction.atomic
def open_to_everyone(dataset: Dataset, *, is_public: bool, by: User, at: datetime) -> Dataset:
    """Let everyone see an organisation's data set, or only its own people again."""
    dataset = Dataset.objects.select_for_update().get(pk=dataset.pk)
    if dataset.organisation is None or not rules.may_open(by, dataset.organisation):
        raise Refused(_("Only an approver of the organisation decides who sees its figures."))
    dataset.is_public = is_public
    dataset.licence = "CC BY 4.0" if is_public else _("Internal use")
    dataset.save(update_fields=["is_public", "licence"])
    changed("dataset", dataset.code)
    for indicator in dataset.indicators.all():
        changed("indicator", indicator.code)
    audit.record("evidence.opened" if is_public else "evidence.closed", dataset, by=by, at=at)
    return dataset
