"""Freezing the figures of an annual report."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.pledges import rules
from acogida.pledges.models import AnnualReport
from acogida.pledges.queries.annual import content_of


@transaction.atomic
def freeze_report(*, year: int, by: User, at: datetime) -> AnnualReport:
    """Freeze the annual report of a year, once: its figures never change again."""
    if not rules.may_freeze_report(by):
        raise Refused(_("Only the secretariat freezes the annual report."))
    today = day_of(at)
    if not 2018 <= year <= today.year:
        raise Refused(_("The annual report is of a year since the Compact that has begun."))
    if AnnualReport.objects.filter(year=year).exists():
        raise Refused(_("The report of %(year)s is frozen already.") % {"year": year})
    content = content_of(year, today)
    made = AnnualReport.objects.create(
        year=year, as_of=today, content=content, sha256=hash_of(content), frozen_by=by, frozen_at=at
    )
    audit.record("pledges.report_frozen", made, by=by, at=at, detail={"sha256": made.sha256})
    return made
