"""Reading a handover pack back into an installation that does not hold the plan: hashes equal, or nothing."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.search.sources import changed
from acogida.core.text import LANGUAGES
from acogida.documents import archives
from acogida.documents.files import keep
from acogida.plans import rules
from acogida.plans.models import (
    Action,
    ActionIndicator,
    Challenge,
    Criterion,
    Evaluation,
    Finding,
    IndicatorValue,
    Lesson,
    Plan,
    PlanVersion,
    Progress,
    Recommendation,
)
from acogida.plans.queries.content import practices_named
from acogida.plans.states import State
from acogida.practices.models import Practice

FORMAT = "acogida-plan-handover"
HELD: tuple[type[Model], ...] = (
    Plan,
    PlanVersion,
    Criterion,
    Challenge,
    Action,
    ActionIndicator,
    Progress,
    IndicatorValue,
    Evaluation,
    Finding,
    Lesson,
    Recommendation,
)
# What points at things that the pack does not hold; people become the one who reads it back.
OUTSIDE: dict[type[Model], tuple[str, ...]] = {
    Plan: ("follows", "current_version"),
    Challenge: ("answer", "figure", "earlier", "recommendation", "group_work", "heard"),
    Action: ("inspired_by", "told_as", "responsible"),
    Progress: ("evidence_file",),
}
PEOPLE = ("created_by", "adopted_by", "reported_by", "opened_by")


@transaction.atomic
def read_back(data: bytes, *, organisation: Organisation, by: User, at: datetime) -> Plan:
    """The plan of a pack, with its versions, reports, evaluations and evidence, under the same numbers.

    Every file must have the hash that the manifest says, and every version and evaluation its own. Scores
    of single people are not in a pack; the ranking is, with the challenges.
    """
    if not rules.may_create(by, organisation):
        raise Refused(_("Only people who edit for this organisation can begin a plan."))
    files = _files(data)
    rows = _rows(files["plan.json"])
    plan = _checked(rows, organisation)
    state, first, current = plan.state, plan.first_adopted_at, plan.current_version_id
    closed = plan.closed_at
    plan.state, plan.first_adopted_at, plan.closed_at = State.DIAGNOSIS, None, None
    practices = _practices(rows, files.get("practices.json", b"{}"))
    for row in rows:
        _settle(row.object, by)
        if isinstance(row.object, Action):
            _follow(row.object, practices[row.object.pk])
        row.save()
    plan.organisation, plan.territory = organisation, plan.territory
    plan.state, plan.first_adopted_at, plan.closed_at = state, first, closed
    plan.current_version_id = current
    plan.save()
    _evidence(plan, files, by=by, at=at)
    _count_on()
    audit.record("plans.read_back", plan, by=by, at=at, detail={"rows": len(rows)})
    changed("plan", plan.pk)
    return plan


def _files(data: bytes) -> dict[str, bytes]:
    """The files of the pack, each with the hash that the manifest says."""
    archive = archives.opened(data)
    try:
        manifest = json.loads(archive.read("manifest.json"))
        named = dict(manifest["files"])
        if manifest["format"] != FORMAT or "plan.json" not in named:
            raise ValueError
        files = {str(name): archive.read(str(name)) for name in named}
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise Refused(_("This file is no handover pack of a plan.")) from error
    for name, found in files.items():
        if hashlib.sha256(found).hexdigest() != named[name]:
            raise Refused(
                _("“%(file)s” is not what was handed over: its fingerprint differs.") % {"file": name}
            )
    return files


def _rows(data: bytes) -> list[Any]:
    try:
        rows = list(serializers.deserialize("json", data.decode()))
    except (DeserializationError, ValueError) as error:
        raise Refused(_("This file is no handover pack of a plan.")) from error
    if not rows or not isinstance(rows[0].object, Plan) or any(type(r.object) not in HELD for r in rows):
        raise Refused(_("This file is no handover pack of a plan."))
    return rows


def _checked(rows: list[Any], organisation: Organisation) -> Plan:
    """The plan of the rows, all of which are its own, new here, and with the hashes they say."""
    plan: Plan = rows[0].object
    known: dict[type[Model], set[int]] = {model: set() for model in HELD}
    for row in rows:
        known[type(row.object)].add(row.object.pk)
    if len(known[Plan]) != 1 or not all(_belongs(row.object, known) for row in rows):
        raise Refused(_("This file is no handover pack of a plan."))
    for model, pks in known.items():
        if model._default_manager.filter(pk__in=pks).exists():
            raise Refused(
                _("This installation already holds this plan, or another under its numbers. Read the pack "
                  "back where there are no plans yet.")
            )  # fmt: skip
    frozen = [row.object for row in rows if isinstance(row.object, PlanVersion | Evaluation)]
    if any(found.content is not None and hash_of(found.content) != found.sha256 for found in frozen):
        raise Refused(_("A version was changed after it was adopted: its fingerprint differs."))
    if organisation.territory_id is None:
        raise Refused(_("The organisation has no place of its own."))
    plan.organisation, plan.territory_id = organisation, organisation.territory_id
    return plan


def _belongs(found: Model, known: dict[type[Model], set[int]]) -> bool:
    """Whether what a row points to, of the plan's own kinds, is in the pack too."""
    outside = OUTSIDE.get(type(found), ())
    for field in found._meta.fields:
        if field.is_relation and field.name not in outside and field.related_model in known:
            pk = getattr(found, field.attname)
            if pk is not None and pk not in known[field.related_model]:
                return False
    return True


def _settle(found: Model, by: User) -> None:
    for name in OUTSIDE.get(type(found), ()):
        setattr(found, name, None)
    for name in PEOPLE:
        if hasattr(found, f"{name}_id"):
            setattr(found, name, by)
    if isinstance(found, Evaluation) and found.published_at:
        found.published_by = by
    if isinstance(found, Challenge):
        found.is_read_back = True


def _practices(rows: list[Any], data: bytes) -> dict[int, dict[str, Any]]:
    """What is to be kept `elsewhere` of each action: which practice each number in its words stands for.

    A number that the pack does not tell stands for none: here it is somebody else's.
    """
    contents = [row.object.content for row in rows if isinstance(row.object, PlanVersion)]
    found: dict[int, dict[str, Any]] = {}
    try:
        named, given = practices_named(contents), json.loads(data)
        for action in (row.object for row in rows if isinstance(row.object, Action)):
            numbers = named.get(action.pk, set()) | action.practice_numbers
            told = given.get(str(action.pk), {})
            known = {str(number): _known(told.get(str(number), {})) for number in sorted(numbers)}
            found[action.pk] = {"now": action.practice_number, "told": known} if known else {}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(_("This file is no handover pack of a plan.")) from error
    return found


def _known(told: dict[str, Any]) -> dict[str, Any]:
    """A practice as the pack tells it, and which one it is here: codes are counted by each installation, so
    that only code and lasting address together tell that it is the same.
    """
    code, slug, by = (str(told.get(name, ""))[:300] for name in ("code", "slug", "by"))
    titles = {name: str(title)[:300] for name, title in told.get("titles", {}).items() if name in LANGUAGES}
    here = Practice.objects.public().filter(code=code, slug=slug).values_list("pk", flat=True).first()
    return {"code": code, "slug": slug, "titles": titles, "by": by, "here": here}


def _follow(action: Action, elsewhere: dict[str, Any]) -> None:
    action.elsewhere = elsewhere
    now = elsewhere.get("now")
    action.inspired_by_id = elsewhere["told"][str(now)]["here"] if now else None


def _evidence(plan: Plan, files: dict[str, bytes], *, by: User, at: datetime) -> None:
    for name, data in files.items():
        number, _dash, title = name.removeprefix("evidence/").partition("-")
        if not name.startswith("evidence/") or not number.isdigit():
            continue
        report = Progress.objects.filter(pk=number, action__plan=plan).first()
        if report is not None:
            report.evidence_file = keep(SimpleUploadedFile(title, data), by=by, at=at)
            report.save(update_fields=["evidence_file"])


def _count_on(models: Iterable[type[Model]] = HELD) -> None:
    """New rows come after those read back, where the database counts by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
