"""How programs write: the bearer token, its scope, one answer for one Idempotency-Key.

Every deed is the module's own action, asked as any person asks it: a refusal is a 409 with its sentence.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Status
from ninja.errors import HttpError
from ninja.security import HttpBearer

from acogida.accounts.models import Organisation, User
from acogida.accounts.queries import hash_of
from acogida.api import actions, rules
from acogida.api.models import Answered, Scope, Token
from acogida.core.limits import allowed

LONGEST_KEY = 120
WRITES_A_MINUTE = 300


@dataclass(frozen=True)
class Writer:
    """A token and who it acts for."""

    token: Token
    by: User
    at: datetime

    @property
    def organisation(self) -> Organisation:
        return self.token.organisation


class Bearer(HttpBearer):
    """`Authorization: Bearer …` of a token that is open."""

    def authenticate(self, request: HttpRequest, token: str) -> Writer | None:
        now = timezone.now()
        found = (
            Token.objects.open(now)
            .select_related("organisation__territory__country", "organisation__country")
            .filter(token_hash=hash_of(token))
            .first()
        )
        by = rules.writer_of(found, at=now) if found else None
        return Writer(found, by, now) if found and by else None


bearer = Bearer()


def once(request: HttpRequest, scope: Scope, do: Callable[[Writer], dict[str, Any]]) -> Status[Any]:
    """Do a deed for the token's organisation, once for each Idempotency-Key; 201 and what came of it."""
    writer: Writer = request.auth  # type: ignore[attr-defined] # put there by the bearer
    if scope not in writer.token.scopes:
        words = {"scope": scope.label}
        raise HttpError(403, _("This token may not write this: “%(scope)s” is not among its scopes.") % words)
    if not allowed("api.write", str(writer.token.pk), times=WRITES_A_MINUTE, seconds=60, at=writer.at):
        limit = {"times": WRITES_A_MINUTE}
        raise HttpError(429, _("A token writes %(times)s times a minute at most.") % limit)
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise HttpError(400, _("The Idempotency-Key is too long, or holds signs that cannot be read."))
    with transaction.atomic():
        answered = _answered(request, writer, key)
        if answered and answered.body is not None:
            return Status(201, answered.body)
        said = do(writer)
        actions.note_use(writer.token, deed=str(scope), by=writer.by, at=writer.at)
        if answered:
            answered.body = said
            answered.save(update_fields=["body"])
    return Status(201, said)


def _answered(request: HttpRequest, writer: Writer, key: str) -> Answered | None:
    """The row of this key, locked until the deed is done: whoever sends it at the same time waits for it."""
    if not key:
        return None
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
    row, is_new = Answered.objects.select_for_update().get_or_create(
        token=writer.token, key=key, defaults={"fingerprint": digest, "body": None, "at": writer.at}
    )
    if not is_new and row.fingerprint != digest:
        raise HttpError(422, _("This Idempotency-Key was sent before with something else."))
    return row
