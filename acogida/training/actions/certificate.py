"""Certificates: issued to who has met every condition, revoked and issued anew."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.core.frozen import hash_of
from acogida.core.text import in_language
from acogida.training import rules
from acogida.training.credentials import Signer, new_key
from acogida.training.models import Batch, Certificate, Edition, IssuerKey, Nomination
from acogida.training.queries.badges import credential
from acogida.training.queries.completion import Standing, standings
from acogida.training.queries.conditions import conditions
from acogida.training.sealing import seal, unseal
from acogida.training.states import State

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are taken for each other on paper
AT_ONCE = 250
LANGUAGES = ("es", "en")


def signer(*, at: datetime) -> tuple[IssuerKey, Signer]:
    """The key in force, made the first time one is needed, and who signs with it."""
    key = IssuerKey.objects.filter(retired_at__isnull=True).first()
    if key is None:
        kid, public, private = new_key()
        key = IssuerKey.objects.create(kid=kid, public=public, sealed=seal("issuer-key", private), made_at=at)
        audit.record("training.key_made", key, by="acogida", at=at)
    return key, Signer(unseal("issuer-key", bytes(key.sealed)), key.public)


@transaction.atomic
def renew_key(*, by: User, at: datetime) -> IssuerKey:
    """Sign with a fresh key from now on; the old one stays published, for what it has signed."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat renews the key."))
    IssuerKey.objects.select_for_update().filter(retired_at__isnull=True).update(retired_at=at)
    key, _signer = signer(at=at)
    audit.record("training.key_renewed", key, by=by, at=at)
    return key


@transaction.atomic
def begin_batch(edition: Edition, *, by: User, at: datetime) -> Batch:
    """Begin to issue certificates to everybody who has met all conditions and has none yet."""
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat issues certificates."))
    Edition.objects.select_for_update().get(pk=edition.pk)
    if Batch.objects.filter(edition=edition, finished_at__isnull=True).exists():
        raise Refused(_("Certificates are being issued already. Wait until that is done."))
    total = sum(1 for _standing in ready(edition))
    if not total:
        raise Refused(_("Nobody without a certificate meets every condition yet."))
    batch = Batch.objects.create(edition=edition, total=total, started_by=by, started_at=at)
    audit.record("training.batch_begun", batch, by=by, at=at, detail={"total": total})
    return batch


def ready(edition: Edition) -> Iterator[Standing]:
    """Participants who meet every condition and have no certificate in force, a few hundred at a time."""
    people = Nomination.objects.filter(edition=edition, state=State.ACCEPTED).exclude(
        certificates__in=Certificate.objects.filter(revoked_at__isnull=True)
    )
    pks = list(people.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        some = Nomination.objects.filter(pk__in=pks[start : start + AT_ONCE]).select_related(
            "slot", "country"
        )
        yield from (found for found in standings(edition, some.order_by("pk")) if found.complete)


def work_batch(batch: Batch, *, at: datetime) -> Batch:
    """Issue a batch's certificates in portions, each its own transaction, so that a stop loses nothing."""
    edition = Edition.objects.select_related("programme").get(pk=batch.edition_id)
    while portion := _first(ready(edition), AT_ONCE):
        _issue(edition, portion, by=batch.started_by, at=at)
        batch.done += len(portion)
        batch.total = max(batch.total, batch.done)
        batch.save(update_fields=["done", "total"])
    batch.finished_at = at
    batch.save(update_fields=["finished_at"])
    return batch


def _first(found: Iterator[Standing], number: int) -> list[Standing]:
    return [standing for standing, _n in zip(found, range(number), strict=False)]


@transaction.atomic
def _issue(edition: Edition, people: list[Standing], *, by: User, at: datetime) -> list[Certificate]:
    Edition.objects.select_for_update().get(pk=edition.pk)
    key, pen = signer(at=at)
    index = _next_index()
    words = _words(edition)
    made = []
    for number, standing in enumerate(people):
        made.append(_written(edition, standing.nomination, words, key, pen, index + number, at=at))
    kept = Certificate.objects.bulk_create(made)
    audit.record(
        "training.certificates_issued", edition, by=by, at=at, detail={"codes": [c.code for c in kept]}
    )
    return kept


def _next_index() -> int:
    # The newest key's row is what two batches of different editions meet at.
    list(IssuerKey.objects.select_for_update().order_by("pk"))
    last = Certificate.objects.aggregate(last=Max("status_index"))["last"]
    return 0 if last is None else last + 1


def _words(edition: Edition) -> dict[str, dict[str, Any]]:
    """All that is printed and is the same for everybody, in both languages of the certificate."""
    found = {}
    parts = list(edition.components.all())
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = {
                "title": in_language(edition.certificate) or _("Certificate"),
                "edition": in_language(edition.title),
                "programme": in_language(edition.programme.title),
                "conditions": conditions(edition, parts),
                "organisers": [[in_language(row["role"]), row["name"]] for row in edition.organisers],
            }
    return found


def _written(
    edition: Edition,
    person: Nomination,
    words: dict[str, dict[str, Any]],
    key: IssuerKey,
    pen: Signer,
    index: int,
    *,
    at: datetime,
) -> Certificate:
    code = "".join(secrets.choice(LETTERS) for _n in range(16))
    content = {
        "name": person.name,
        "country": person.country.names if person.country else {},
        "edition": edition.slug,
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "place": edition.place,
        "hours": sum(part.hours or 0 for part in edition.components.all()),
        "is_demonstration": edition.is_demonstration,
        "issued_at": at.astimezone(UTC).replace(microsecond=0).isoformat(),
        "words": words,
    }
    badge = credential(content, code=code, email=person.email, index=index)
    return Certificate(
        nomination=person,
        code=code,
        content=content,
        sha256=hash_of(content),
        credential=pen.sign(badge),
        key=key,
        status_index=index,
        issued_at=at,
    )


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: User, at: datetime) -> Certificate:
    """Declare a certificate void, with a reason that everybody who checks it reads."""
    found = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if not rules.may_run(by):
        raise Refused(_("Only the secretariat revokes certificates."))
    if found.revoked_at:
        raise Refused(_("This certificate is revoked already."))
    if not reason.strip():
        raise Refused(_("Say why: everybody who checks the certificate reads it."))
    found.revoked_at, found.reason = at, reason.strip()[:300]
    found.save(update_fields=["revoked_at", "reason"])
    audit.record("training.certificate_revoked", found, by=by, at=at)
    return found


@transaction.atomic
def reissue(
    certificate: Certificate, *, first_name: str, last_name: str, reason: str, by: User, at: datetime
) -> Certificate:
    """Put another certificate in the place of one with a wrong name; the old one is revoked and points on."""
    revoke(certificate, reason=reason, by=by, at=at)
    old = Certificate.objects.select_related("nomination__edition__programme", "nomination__country").get(
        pk=certificate.pk
    )
    person = old.nomination
    if not first_name.strip():
        raise Refused(_("Write the person's name."))
    person.first_name, person.last_name = first_name.strip()[:80], last_name.strip()[:80]
    person.save(update_fields=["first_name", "last_name"])
    key, pen = signer(at=at)
    new = _written(person.edition, person, _words(person.edition), key, pen, _next_index(), at=at)
    new.replaces = old
    new.save(force_insert=True)
    audit.record("training.certificate_reissued", new, by=by, at=at, detail={"replaces": old.code})
    return new
