"""Calls for practices."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.practices import rules
from acogida.practices.models import Call


@transaction.atomic
def open_call(
    *,
    title: str,
    text: str,
    objectives: Iterable[int],
    opens_on: date,
    closes_on: date,
    language: str,
    by: User,
    at: datetime,
) -> Call:
    """Open a call for practices."""
    if not rules.may_run_desk(by):
        raise Refused(_("Only the secretariat does this."))
    if closes_on < opens_on:
        raise Refused(_("A call closes after it opens. Check the two dates."))
    slug = slugify(title)[:100].strip("-") or "call"
    number = Call.objects.filter(slug__startswith=slug).count()
    call = Call.objects.create(
        slug=f"{slug}-{number + 1}" if number else slug,
        title=title.strip(),
        text=text.strip(),
        language=language,
        opens_on=opens_on,
        closes_on=closes_on,
        created_by=by,
        created_at=at,
    )
    call.objectives.set(list(objectives))
    audit.record("practices.call_opened", call, by=by, at=at)
    return call
