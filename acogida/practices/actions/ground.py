"""What several deeds share: the row locked, the rule asked, the state moved, the version frozen."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed
from acogida.practices import rules
from acogida.practices.models import Practice, PracticeVersion, TraitObjective, Traits
from acogida.practices.queries.content import content_of, same_words
from acogida.practices.queries.fitting import is_border, size_of
from acogida.practices.queries.published import KIND
from acogida.practices.states import MOVES, State
from acogida.territories.models import Territory


class Stale(Refused):
    """Somebody else saved first; `current` is the practice as it stands now."""

    def __init__(self, current: Practice) -> None:
        super().__init__(
            _(
                "A colleague changed this while you were writing. Nothing of yours is lost: "
                "compare both below and save again."
            )
        )
        self.current = current


def locked(practice: Practice) -> Practice:
    return Practice.objects.select_for_update().get(pk=practice.pk)


def require_writer(practice: Practice, by: User) -> None:
    if not rules.may_write(by, practice):
        raise Refused(_("Only people who edit for this organisation can change its practices."))


def move(practice: Practice, to: State, refusal: str) -> None:
    """Change the state, not yet saved. Raises Refused where no move leads there."""
    if to not in MOVES[State(practice.state)]:
        raise Refused(refusal)
    practice.state = to


def freeze(practice: Practice, *, note: str, by: object, at: datetime) -> PracticeVersion | None:
    """A new current version of what the rows say, with its traits; None where nothing has changed."""
    content = content_of(practice)
    current = practice.current_version
    if current is not None and same_words(content, current.content):
        return None
    number = current.number + 1 if current else 1
    whole = content | {"number": number, "published_on": at.date().isoformat(), "note": note}
    version = PracticeVersion.objects.create(
        practice=practice,
        number=number,
        content=whole,
        sha256=hash_of(whole),
        note=note,
        published_by=str(by),
        published_at=at,
    )
    practice.current_version = version
    practice.first_published_at = practice.first_published_at or at
    practice.confirmed_on = at.date()
    write_traits(practice, whole)
    changed(KIND, practice.pk)
    return version


def write_traits(practice: Practice, content: dict[str, Any]) -> None:
    """What the practice is matched by, from what is published."""
    codes = [place["code"] for place in content["places"]]
    places = list(Territory.objects.filter(code__in=codes).select_related("country__parent", "parent"))
    towns = [place for place in places if not place.is_country]
    country = next((p if p.is_country else p.country for p in places if p.is_country or p.country), None)
    sizes = [size for place in towns if (size := size_of(place)) is not None]
    traits, _new = Traits.objects.update_or_create(
        practice=practice,
        defaults={
            "country": country.code if country else "",
            "subregion": country.parent.code if country and country.parent else "",
            "size": max(sizes, default=None),
            "is_border": content["is_border"] or any(is_border(place) for place in towns),
            **{f"for_{c}": c in content["contexts"] for c in ("origin", "transit", "destination", "return")},
            "origins": "".join(f"|{code}|" for code in content["origins"])[:200],
            "budget": content["budget"],
            "grade": content["grade"],
            "year": content["year_start"] or 0,
            "is_active": practice.state != State.ARCHIVED,
        },
    )
    traits.served.all().delete()
    TraitObjective.objects.bulk_create(
        TraitObjective(traits=traits, objective=row["number"], is_primary=row["primary"])
        for row in content["objectives"]
    )


def written(practice: Practice, **values: Any) -> None:
    """Save some fields; the revision grows."""
    for name, value in values.items():
        setattr(practice, name, value)
    practice.revision += 1
    practice.save(update_fields=[*values, "revision"])
