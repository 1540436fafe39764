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
        published = json.loads(keys.read_text())["keys"]
        found = check(file.read_text(), published, status=status.read_text() if status else "")
        if not found.valid:
            raise CommandError(f"Not valid: {', '.join(found.problems)}.")
        subject = found.credential["credentialSubject"]
        name = next(i["identityHash"] for i in subject["identifier"] if i["identityType"] == "name")
        revoked = "not revoked" if found.status_known else "revocation not checked"
        self.stdout.write(f"Valid ({revoked}): {name}, {subject['achievement']['name']}.")
