"""Certificates as others read them: the credential's words, the issuer, the keys, the status list."""

from typing import Any

from django.conf import settings

from acogida.training.credentials import CONTEXT, LIST_BITS, encoded_list, identity
from acogida.training.models import Certificate, IssuerKey


def site(path: str) -> str:
    return f"{settings.SITE_URL}/v/{path}"


def issuer() -> dict[str, Any]:
    return {"id": site("issuer/"), "type": ["Profile"], "name": "Acogida", "url": settings.SITE_URL}


def credential(content: dict[str, Any], *, code: str, email: str, index: int) -> dict[str, Any]:
    """The Open Badge of a certificate's content, ready to be signed."""
    number, place = divmod(index, LIST_BITS)
    words = content["words"]["en"] if "en" in content["words"] else next(iter(content["words"].values()))
    return {
        "@context": CONTEXT,
        "id": site(f"{code}/"),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": words["title"],
        "issuer": issuer(),
        "validFrom": content["issued_at"],
        "credentialSubject": {
            "id": site(f"{code}/#holder"),
            "type": ["AchievementSubject"],
            "identifier": [
                identity(email, code),
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": content["name"],
                    "identityType": "name",
                },
            ],
            "achievement": {
                "id": site(f"achievement/{content['edition']}/"),
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": words["edition"],
                "description": words["title"],
                "criteria": {"narrative": "\n".join(words["conditions"])},
            },
        },
        "credentialStatus": {
            "id": site(f"status/{number}/#{place}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(place),
            "statusListCredential": site(f"status/{number}/"),
        },
    }


def keys() -> list[dict[str, Any]]:
    """Every public key that was ever used, the newest first: old certificates stay checkable."""
    return list(IssuerKey.objects.values_list("public", flat=True))


def status_list(number: int, *, at: str) -> dict[str, Any]:
    """The status list credential: a bit for each certificate, set where it is revoked."""
    first = number * LIST_BITS
    revoked = Certificate.objects.filter(
        revoked_at__isnull=False, status_index__gte=first, status_index__lt=first + LIST_BITS
    ).values_list("status_index", flat=True)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": site(f"status/{number}/"),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer(),
        "validFrom": at,
        "credentialSubject": {
            "id": site(f"status/{number}/#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list(index - first for index in revoked),
        },
    }
