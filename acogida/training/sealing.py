"""Secrets that a copy of the database alone cannot open: all are derived from the installation's key.

The key (`ACOGIDA_SECRET_KEY`, or the file made once) is not in the database; backups carry it apart.
"""

import base64
import hashlib
import hmac

from django.conf import settings


def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"acogida.training.{purpose}\0{settings.SECRET_KEY}".encode()).digest()


def mark(purpose: str, text: str, *, length: int = 32) -> str:
    """A keyed mark of a text: the same text gives the same mark, and only here."""
    return hmac.new(_key(purpose), text.encode(), hashlib.sha256).hexdigest()[:length]


def matches(purpose: str, text: str, given: str) -> bool:
    return hmac.compare_digest(mark(purpose, text, length=len(given) or 1), given)


def seal(purpose: str, data: bytes) -> bytes:
    """Encrypted and signed (Fernet), so that it can be kept in the database."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 -- only questionnaires and keys need it

    return Fernet(base64.urlsafe_b64encode(_key(purpose))).encrypt(data)


def unseal(purpose: str, sealed: bytes) -> bytes:
    """What was sealed for this purpose; raises `cryptography.fernet.InvalidToken` for anything else."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 -- as above

    return Fernet(base64.urlsafe_b64encode(_key(purpose))).decrypt(sealed)
