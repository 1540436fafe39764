"""Beginning a practice and writing it, whole or part by part."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.compact.models import Objective, Principle
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.text import LANGUAGES
from acogida.practices import rules
from acogida.practices.actions.ground import Stale, locked, require_writer, written
from acogida.practices.fields import NAMES, PARTS
from acogida.practices.models import (
    Budget,
    Context,
    Kind,
    Level,
    ObjectiveServed,
    Practice,
    PracticeText,
    Progress,
    TextStatus,
)
from acogida.practices.states import WRITING, State
from acogida.territories.models import Territory

FACTS = (
    "implementer",
    "partners",
    "places_text",
    "level",
    "kind",
    "year_start",
    "year_end",
    "progress",
    "is_border",
    "budget",
    "contexts",
    "sdgs",
    "leftover",
)
CHOICES: dict[str, Any] = {"level": Level, "kind": Kind, "progress": Progress, "budget": Budget}
FIRST_YEAR, LAST_YEAR = 1950, 2100


@transaction.atomic
def start(organisation: Organisation, *, values: Mapping[str, Any], by: User, at: datetime) -> Practice:
    """Make a draft. `values` may hold any of `fields.NAMES`, FACTS, `language`, `primary` and `secondary`
    (numbers of objectives), `principles` (keys), `places` and `origins` (codes of territories).

    A title is needed, nothing else: a plan's evaluation starts a practice with what it knows.
    """
    if not rules.may_start(by, organisation):
        raise Refused(_("Only people who edit for this organisation can begin a practice."))
    title = str(values.get("title", "")).strip()
    if not title:
        raise Refused(_("Give the practice a title."))
    _require_that_fits({"title": title})
    language = values.get("language") or by.language
    practice = Practice(
        code=_free_code(at),
        slug=free_slug(title),
        organisation=organisation,
        implementer=organisation.name,
        original_language=language if language in LANGUAGES else "es",
        created_by=by,
        created_at=at,
    )
    practice.save()
    PracticeText.objects.create(
        practice=practice,
        language=practice.original_language,
        status=TextStatus.ORIGINAL,
        title=title,
        updated_at=at,
    )
    if organisation.territory:
        practice.places.set([organisation.territory])
    _write(practice, values, at=at)
    audit.record("practices.started", practice, by=by, at=at)
    return practice


@transaction.atomic
def write(
    practice: Practice, *, values: Mapping[str, Any], revision: int | None, by: User, at: datetime
) -> Practice:
    """Write some of it; what `values` does not name stays. `revision` None saves whatever came between.

    In a published practice this prepares an update, which nobody sees until it is published.
    """
    practice = locked(practice)
    require_writer(practice, by)
    if practice.state not in WRITING:
        raise Refused(_("It is with the reviewers now: what it says does not change until they answer."))
    if revision is not None and practice.revision != revision:
        raise Stale(practice)
    _write(practice, values, at=at)
    audit.record("practices.written", practice, by=by, at=at, detail={"parts": sorted(values)})
    return practice


@transaction.atomic
def discard(practice: Practice, *, by: User, at: datetime) -> None:
    """Throw a draft away that was never sent."""
    practice = locked(practice)
    require_writer(practice, by)
    if practice.state != State.DRAFT or practice.submitted_at:
        raise Refused(_("Only a draft that was never sent can be thrown away."))
    audit.record("practices.discarded", practice, by=by, at=at)
    practice.delete()


def _write(practice: Practice, values: Mapping[str, Any], *, at: datetime) -> None:
    facts = {name: _checked(name, values[name]) for name in FACTS if name in values}
    years = {name: facts.get(name, getattr(practice, name)) for name in ("year_start", "year_end")}
    if years["year_start"] and years["year_end"] and years["year_end"] < years["year_start"]:
        raise Refused(_("It ends before it begins. Check the two years."))
    written(practice, **facts)
    if "primary" in values or "secondary" in values:
        _serve(practice, values)
    if "principles" in values:
        practice.principles.set(Principle.objects.filter(key__in=values["principles"]))
        practice.principles_by_us = False
    for name in ("places", "origins"):
        if name in values:
            getattr(practice, name).set(Territory.objects.filter(code__in=values[name]))
    practice.save(update_fields=["principles_by_us", "objectives_by_us"])
    write_text(practice, practice.original_language, values, at=at)


def _checked(name: str, value: Any) -> Any:
    if name in CHOICES and value and value not in CHOICES[name].values:
        raise Refused(_("“%(value)s” is not on offer here.") % {"value": str(value)[:40]})
    if name in ("year_start", "year_end") and value and not FIRST_YEAR <= int(value) <= LAST_YEAR:
        raise Refused(_("Write the year with four digits."))
    if name == "contexts":
        return [context for context in Context.values if context in value]
    if name == "sdgs":
        return sorted({int(goal) for goal in value if 1 <= int(goal) <= 17})
    if isinstance(value, str):
        longest = getattr(Practice._meta.get_field(name), "max_length", None)
        return value.strip()[:longest] if longest else value.strip()
    return value or (False if name == "is_border" else None if name.startswith("year") else "")


def _serve(practice: Practice, values: Mapping[str, Any]) -> None:
    standing = {row.objective_id: row.is_primary for row in practice.served.all()}
    primary = values.get("primary", [n for n, first in standing.items() if first])
    secondary = values.get("secondary", [n for n, first in standing.items() if not first])
    wanted = {int(n): False for n in secondary} | {int(n): True for n in primary}
    known = set(Objective.objects.filter(number__in=wanted).values_list("number", flat=True))
    if unknown := sorted(set(wanted) - known):
        raise Refused(
            _("The Compact has no objective %(number)s. Choose among 1 to 23.") % {"number": unknown[0]}
        )
    practice.served.all().delete()
    ObjectiveServed.objects.bulk_create(
        ObjectiveServed(practice=practice, objective_id=n, is_primary=first) for n, first in wanted.items()
    )
    practice.objectives_by_us = False


def _require_that_fits(given: Mapping[str, str]) -> None:
    for part in PARTS:
        if len(given.get(part.name, "")) > part.longest:
            raise Refused(
                _("“%(part)s” has %(length)s characters; at most %(longest)s fit. Nothing was cut.")
                % {"part": part.label, "length": len(given[part.name]), "longest": part.longest}
            )


def write_text(practice: Practice, language: str, values: Mapping[str, Any], *, at: datetime) -> None:
    """Put words into one language. A changed original leaves its translations outdated."""
    given = {name: str(values[name]).strip() for name in NAMES if name in values}
    _require_that_fits(given)
    text = practice.texts.get(language=language)
    before = {name: getattr(text, name) for name in given}
    if before == given:
        return
    if "title" in given and not given["title"]:
        raise Refused(_("Give the practice a title."))
    for name, words in given.items():
        setattr(text, name, words)
    text.changed_in, text.updated_at = practice.revision, at
    if text.status == TextStatus.ORIGINAL:
        text.of_revision = practice.revision
        others = practice.texts.exclude(pk=text.pk)
        others.filter(status__in=[TextStatus.HUMAN, TextStatus.MACHINE]).update(status=TextStatus.OUTDATED)
    text.save()


def free_slug(text: str) -> str:
    base = slugify(text)[:100].strip("-") or "practice"
    taken = set(Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _free_code(at: datetime) -> str:
    """The next of its year: AC-2026-0001. Two that begin at once cannot get the same: it is unique."""
    begins = f"AC-{at.year}-"
    last = Practice.objects.filter(code__startswith=begins).order_by("-code").values_list("code", flat=True)
    return f"{begins}{int(last[0].rsplit('-', 1)[1]) + 1 if last else 1:04}"
