"""Freezing a figure, so that what it caused stays true when the next edition comes."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.evidence.disclosure import ALL
from acogida.evidence.models import Figure, Indicator
from acogida.evidence.queries import origin_name, series
from acogida.evidence.queries.names import named
from acogida.evidence.sentences import in_every_language
from acogida.territories.models import Territory


@transaction.atomic
def cite(
    indicator_code: str,
    territory: Territory,
    period: str,
    dimensions: Mapping[str, str],
    *,
    by: User,
    at: datetime,
) -> Figure:
    """Keep a figure as it stands today, with its sentence in the four languages and its edition.

    `dimensions` may fix `sex`, `age` and `origin`; what is not named is the total. Citing the same
    figure of the same edition again gives the one already kept.
    """
    indicator = Indicator.objects.visible_to(by).select_related("dataset").filter(code=indicator_code).first()
    if indicator is None:
        raise Refused(_("This indicator does not exist, or you may not see it."))
    if unknown := set(dimensions) - {"sex", "age", "origin"}:
        raise Refused(_("A figure has no dimension called “%(name)s”.") % {"name": sorted(unknown)[0]})
    fixed = {name: value for name, value in sorted(dimensions.items()) if value != ALL}
    found = [
        row
        for row in series(
            indicator_code,
            territory.code,
            user=by,
            origin=fixed.get("origin", ALL),
            sex=fixed.get("sex", ALL),
            age=fixed.get("age", ALL),
        )
        if row.period == period
    ]
    if not found:
        raise Refused(_("There is no such figure for this place and period."))
    row = found[0]
    if row.value is None:
        raise Refused(_("This figure is hidden because it counts very few people; it cannot be cited."))
    sentence = in_every_language(
        row,
        indicator,
        places={language: named(territory, language) for language in LANGUAGES},
        origins=origin_name(row.origin),
        threshold=settings.SMALL_CELL_THRESHOLD,
    )
    same = {
        "indicator": indicator,
        "dataset": indicator.dataset,
        "territory": territory,
        "period": period,
        "edition": row.edition,
        "value": row.value,
    }
    # Dimensions are compared here: JSON equality differs between the databases.
    for kept in Figure.objects.filter(**same):
        if kept.dimensions == fixed:
            return kept
    figure = Figure.objects.create(**same, dimensions=fixed, sentence=sentence, cited_at=at)
    audit.record("evidence.cited", figure, by=by, at=at, detail={"indicator": indicator_code})
    return figure
