"""A month of counts becomes a data set of evidence, through evidence's own deeds."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.documents.tables.writing import write_csv
from acogida.evidence import actions as evidence
from acogida.evidence.disclosure import ALL
from acogida.services import rules
from acogida.services.models import SentMonth
from acogida.services.queries.sheet import Sheet, of_month
from acogida.services.signals import month_sent

SEXES = {ALL: "", "sex:f": "F", "sex:m": "M"}


@transaction.atomic
def send_month(organisation: Organisation, *, month: str, by: User, at: datetime) -> SentMonth:
    """Put a month that has ended among the organisation's own figures: attentions in all and by sex.

    Only numbers that are shown are sent. A month is sent once: figures that are cited do not change.
    """
    if not rules.may_keep(by, organisation):
        raise Refused(_("Only people who edit for this organisation send its counts to evidence."))
    if month >= f"{day_of(at):%Y-%m}":
        raise Refused(_("This month has not ended. Send it when it has."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = SentMonth.objects.filter(organisation=organisation).order_by("-month", "-pk")
    if before.filter(month=month).exists():
        raise Refused(_("This month has been sent already."))
    rows = _rows(of_month(organisation, month), month)
    if not rows:
        raise Refused(_("Nothing of this month can be shown, so there is nothing to send."))
    upload = SimpleUploadedFile(f"{month}.csv", write_csv(["period", "sex", "value"], rows), "text/csv")
    title = _("Attentions at the counters of %(organisation)s") % {"organisation": organisation}
    source = _("Counted at the counters, without data of persons.")
    known = before.first()
    made = evidence.upload(organisation, upload, title=title[:200], source=source, by=by, at=at)
    mapping = {"period": "A", "sex": "B", "value": "C", "title": _("Attentions"), "unit": "persons"}
    if known:
        mapping["indicator"] = known.indicator_code
    made = evidence.choose(made, mapping, by=by, at=at)
    made = evidence.bring_in(made, by=by, at=at)
    if made.dataset is None:
        raise Refused(_("Evidence did not take the month."))
    indicator = made.dataset.indicators.get()
    sent = SentMonth.objects.create(
        organisation=organisation,
        month=month,
        dataset_code=made.dataset.code,
        indicator_code=indicator.code,
        sent_by=by,
        sent_at=at,
    )
    audit.record("services.month_sent", sent, by=by, at=at)
    transaction.on_commit(lambda: month_sent.send(SentMonth, organisation=organisation, month=month))
    return sent


def _rows(sheet: Sheet, month: str) -> list[tuple[str, str, int]]:
    return [
        (month, sex, shown.value)
        for column, sex in SEXES.items()
        if (shown := sheet.totals.get(column)) and shown.value
    ]
