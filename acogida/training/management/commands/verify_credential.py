"""`acogida verify_credential FILE --keys KEYS`: check a certificate with nothing but files. No database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from acogida.training.credentials import check


class Command(BaseCommand):
    help = "Check a signed credential (.jwt) by published keys, and a status list where there is one."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", type=Path, required=True, help="the key file, from /v/keys/")
        parser.add_argument("--status", type=Path, help="the status list, from /v/status/0/")

    def handle(self, *args: Any, file: Path, keys: Path, status: Path | None, **options: Any) -> None:
        found = check(_text(file), _keys(keys), status=_text(status) if status else "")
        if not found.valid:
            raise CommandError(f"Not valid: {', '.join(found.problems)}.")
        subject = found.credential["credentialSubject"]
        name = next(i["identityHash"] for i in subject["identifier"] if i["identityType"] == "name")
        revoked = "not revoked" if found.status_known else "revocation not checked"
        if status and not found.status_known:
            revoked += ": this status list is of other certificates, or not signed by these keys"
        self.stdout.write(f"Valid ({revoked}): {name}, {subject['achievement']['name']}.")


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not a text file: a credential or a list ends in .jwt.") from error


def _keys(path: Path) -> list[dict[str, Any]]:
    """The published keys of a file, else a sentence about it."""
    try:
        found: list[dict[str, Any]] = json.loads(_text(path))["keys"]
        assert all(isinstance(key["n"], str) and isinstance(key["e"], str) for key in found)
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        raise CommandError(f"{path} is not a key file: it is what /v/keys/ answers.") from error
    return found
