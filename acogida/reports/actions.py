"""Freezing a report."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed
from acogida.reports import queries, rules
from acogida.reports.models import Report
from acogida.reports.queries.scope import Scope


@transaction.atomic
def freeze(scope: Scope, *, by: User, at: datetime) -> Report:
    """Keep what is known of a subject today, in four languages, as it will always be read."""
    if not rules.may_freeze(by):
        raise Refused(_("Only the secretariat freezes reports."))
    today = day_of(at)
    if Report.objects.filter(kind=scope.kind, subject=scope.subject, as_of=today).exists():
        raise Refused(_("This report was frozen today already. Tomorrow’s figures can be frozen tomorrow."))
    content = queries.content_of(scope, today)
    made = Report.objects.create(
        kind=scope.kind,
        subject=scope.subject,
        as_of=today,
        content=content,
        sha256=hash_of(content),
        frozen_by=by,
        frozen_at=at,
    )
    changed("report", made.pk)
    audit.record("reports.frozen", made, by=by, at=at, detail={"sha256": made.sha256})
    return made
