"""Writing a pledge before it is signed, by several editors who never overwrite each other silently."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.text import slugify
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.rules import day_of
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.pledges import rules
from acogida.pledges.actions.ground import (
    locked,
    refresh,
    require_draft,
    require_fresh,
    require_text,
    require_writer,
)
from acogida.pledges.masks import contributions_mask, mask_of
from acogida.pledges.models import Answer, Contribution, Form, Pledge
from acogida.pledges.states import State

FIELDS = (
    "title",
    "description",
    "language",
    "for_whom",
    "responsible_unit",
    "resources",
    "need",
    "contributions",
    "form",
    "matches",
    "framework",
    "scope",
    "starts_on",
    "ends_on",
    "amount",
    "currency",
    "is_offer",
    "share",
)
TIES = ("objectives", "principles")


@transaction.atomic
def create(organisation: Organisation, *, values: dict[str, Any], by: User, at: datetime) -> Pledge:
    """Begin a pledge of an organisation, as a draft that only it sees. `values`: FIELDS and TIES."""
    if not rules.may_create(by, organisation):
        raise Refused(_("Only people who edit for this organisation can begin a pledge."))
    title = require_text(values.get("title", ""), _("Give the pledge a title."))
    pledge = Pledge(
        organisation=organisation,
        pledger_name=organisation.name,
        entity_kind=organisation.kind,
        country=organisation.country,
        territory=organisation.territory,
        title=title,
        contact=by,
        created_by=by,
        created_at=at,
        listed_on=day_of(at),
        is_demonstration=bool(organisation.territory and organisation.territory.is_demonstration)
        or organisation.is_demonstration,
    )
    require_sound(pledge, values)
    # The slug ends with the key, which the row has only once it is kept.
    pledge.slug = f"{slugify(title)[:60]}-{organisation.pk}-{int(at.timestamp() * 1000)}"
    put(pledge, values)
    pledge.slug = f"{slugify(title)[:80]}-{pledge.pk}".strip("-")
    pledge.save(update_fields=["slug"])
    audit.record("pledges.begun", pledge, by=by, at=at)
    return pledge


@transaction.atomic
def edit(pledge: Pledge, *, values: dict[str, Any], revision: int, by: User, at: datetime) -> Pledge:
    """Change a draft's words; a form opened before a colleague's change is Stale, never obeyed."""
    pledge = locked(pledge)
    require_writer(pledge, by)
    require_draft(pledge)
    require_fresh(pledge, revision)
    require_sound(pledge, values)
    put(pledge, values)
    audit.record("pledges.edited", pledge, by=by, at=at, detail={"revision": pledge.revision})
    return pledge


def put(pledge: Pledge, values: dict[str, Any]) -> None:
    """Write these values and what repeats them; raises the revision of a pledge already kept."""
    for name in FIELDS:
        if name in values:
            setattr(pledge, name, values[name])
    pledge.title = pledge.title.strip()
    if pledge.form != Form.MATCHING:
        pledge.matches = None
    pledge.contributions_mask = contributions_mask(pledge.contributions)
    pledge.year = pledge.starts_on.year if pledge.starts_on else None
    if pledge.pk:
        pledge.revision += 1
    pledge.save()
    if "objectives" in values:
        pledge.objectives.set(values["objectives"])
        pledge.objectives_mask = mask_of(o.number for o in values["objectives"])
    if "principles" in values:
        pledge.principles.set(values["principles"])
        pledge.principles_mask = mask_of(p.number for p in values["principles"])
    refresh(pledge)


def require_sound(pledge: Pledge, values: dict[str, Any]) -> None:
    """What no draft may say either: dates in order, money with its currency, shares within the whole."""
    given = {name: values.get(name, getattr(pledge, name)) for name in FIELDS}
    require_text(given["title"] or "", _("Give the pledge a title."))
    if given["starts_on"] and given["ends_on"] and given["ends_on"] < given["starts_on"]:
        raise Refused(_("The pledge ends before it starts: look at both dates."))
    _require_money(given["amount"], given["currency"])
    _require_known(given["contributions"])
    require_shares(pledge, lead=given["share"])
    if given["form"] == Form.MATCHING and given["matches"]:
        require_match(pledge, given["matches"])


def _require_money(amount: Decimal | None, currency: str) -> None:
    if amount is not None and not currency:
        raise Refused(_("An amount needs its currency, in the three letters that banks write."))
    if amount is not None and amount <= 0:
        raise Refused(_("An amount is more than zero. Leave it empty where no money is promised."))


def _require_known(contributions: Iterable[str]) -> None:
    if any(one not in Contribution.values for one in contributions):
        raise Refused(_("Choose among money, people, processes and policies."))


def require_shares(pledge: Pledge, *, lead: int | None, more: int = 0) -> None:
    """The shares of all who promise together add up to a hundred percent at most."""
    others = 0
    if pledge.pk:
        asked = pledge.partners.filter(answer__in=[Answer.WAITING, Answer.CONFIRMED])
        others = asked.aggregate(total=Sum("share"))["total"] or 0
    total = (lead or 0) + others + more
    if total > 100:
        raise Refused(
            _("The shares add up to %(total)s %%: together they are 100 %% at most.") % {"total": total}
        )


def require_match(pledge: Pledge, matched: Pledge) -> None:
    """A pledge adds to one that is public and still stands, not to itself nor in a circle."""
    if matched.pk == pledge.pk:
        raise Refused(_("A pledge cannot add to itself. Choose another one."))
    if matched.state == State.DRAFT:
        raise Refused(_("That pledge is not public yet: it can be matched once it is announced."))
    if matched.state == State.WITHDRAWN:
        raise Refused(_("“%(pledge)s” was withdrawn: there is nothing left to add to.") % {"pledge": matched})
    seen, step = {pledge.pk}, matched.matches
    while step is not None:
        if step.pk in seen:
            raise Refused(_("These pledges would add to each other in a circle. Choose another one."))
        seen.add(step.pk)
        step = step.matches
