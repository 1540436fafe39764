"""Freezing the final report of an edition."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.training import rules
from acogida.training.models import Edition, FinalReport
from acogida.training.queries.final import content


@transaction.atomic
def freeze_report(edition: Edition, *, recommendations: str, by: User, at: datetime) -> FinalReport:
    """Freeze the figures of an edition with its recommendations, one a line; a later report is another."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat writes the final report."))
    if edition.ends_on > at.date():
        raise Refused(_("The edition is not over yet."))
    found = content(
        edition, recommendations=[line.strip() for line in recommendations.splitlines() if line.strip()]
    )
    report = FinalReport.objects.create(
        edition=edition, content=found, sha256=hash_of(found), frozen_by=by, frozen_at=at
    )
    audit.record("training.report_frozen", report, by=by, at=at)
    return report
