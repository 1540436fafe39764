"""Values told apart by sex, age, nationality and disability: counts of people that must add up."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.plans.models import ActionIndicator, Dimension
from acogida.plans.queries.parts import CELLS

MOST_NATIONALITIES = 40
LONGEST_KEY = 60


def apart(
    indicator: ActionIndicator, value: Decimal, parts: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """The parts as kept: only dimensions the indicator asks for, nothing empty. Refused where they say more
    people than the value, or something that is not a count.
    """
    words = {"indicator": indicator.title}
    kept: dict[str, dict[str, int]] = {}
    for dimension, cells in parts.items():
        found = {key.strip(): count for key, count in cells.items() if count is not None}
        if not found:
            continue
        if dimension not in indicator.disaggregation:
            raise Refused(_("“%(indicator)s” is not told apart like this.") % words)
        _require_cells(dimension, found, words)
        if sum(found.values()) > value:
            raise Refused(
                _("“%(indicator)s”: by %(dimension)s there are %(sum)s, more than its value %(value)s.")
                % {
                    **words,
                    "dimension": str(Dimension(dimension).label).lower(),
                    "sum": sum(found.values()),
                    "value": f"{value.normalize():f}",
                }
            )
        kept[dimension] = found
    return kept


def _require_cells(dimension: str, found: Mapping[str, int], words: Mapping[str, str]) -> None:
    if any(count < 0 for count in found.values()):
        raise Refused(_("A number of people is not negative."))
    known = CELLS.get(Dimension(dimension))
    if known is not None and set(found) - set(known):
        raise Refused(_("“%(indicator)s” is not told apart like this.") % words)
    if len(found) > MOST_NATIONALITIES or any(not key or len(key) > LONGEST_KEY for key in found):
        raise Refused(_("“%(indicator)s”: name each nationality in a few words, 40 at most.") % words)
