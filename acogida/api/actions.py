"""Tokens: made, shown once, revoked, forgotten."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from acogida.accounts.models import Organisation, User
from acogida.accounts.queries import hash_of
from acogida.accounts.rules import day_of
from acogida.api import rules
from acogida.api.models import Answered, Scope, Token
from acogida.core import audit
from acogida.core.errors import Refused

BEGINS = "acogida_"
LONGEST_DAYS = 366
MOST_OPEN = 20
ANSWERS_KEPT = timedelta(days=3)


@transaction.atomic
def make_token(
    organisation: Organisation, *, name: str, scopes: Iterable[str], days: int, by: User, at: datetime
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not rules.may_manage(by, organisation):
        raise Refused(_("Only administrators of the organisation make tokens."))
    chosen = [scope for scope in Scope.values if scope in set(scopes)]
    if not chosen:
        raise Refused(_("Choose what the program may write."))
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("A token is valid for a year at most."))
    if Token.objects.open(at).filter(organisation=organisation).count() >= MOST_OPEN:
        raise Refused(_("There are many tokens already. Revoke those that are no longer used."))
    secret = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        organisation=organisation,
        name=name.strip(),
        scopes=chosen,
        beginning=secret[: len(BEGINS) + 4],
        token_hash=hash_of(secret),
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    audit.record("api.token_made", token, by=by, at=at, detail={"scopes": chosen, "days": days})
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: User, at: datetime) -> Token:
    """From now on it opens nothing."""
    token = Token.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=token.pk)
    if not rules.may_manage(by, token.organisation):
        raise Refused(_("Only administrators of the organisation revoke its tokens."))
    if token.revoked_at:
        raise Refused(_("This token was revoked already."))
    token.revoked_by, token.revoked_at = by, at
    token.save(update_fields=["revoked_by", "revoked_at"])
    audit.record("api.token_revoked", token, by=by, at=at)
    return token


def note_use(token: Token, *, deed: str, by: User, at: datetime) -> None:
    """Say in the audit trail that a deed was done by a program; call it inside the deed's transaction."""
    Token.objects.filter(pk=token.pk).update(last_used_on=day_of(at))
    audit.record("api.written", token, by=by, at=at, detail={"deed": deed, "token": token.name})


def forget_answers(at: datetime) -> int:
    """Forget what requests were answered: nobody sends one again after days."""
    return Answered.objects.filter(at__lt=at - ANSWERS_KEPT).delete()[0]
