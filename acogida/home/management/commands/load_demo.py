"""`acogida load_demo`: add the demonstration region. Run again, it only says who can sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from acogida.core.search import index
from acogida.home import demonstration

LOCAL = ("http://127.0.0.1", "http://localhost")


class Command(BaseCommand):
    help = "Add the demonstration region: invented municipalities in real countries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anyway", action="store_true", help="also on a public address")

    def handle(self, *args: Any, anyway: bool, verbosity: int, **options: Any) -> None:
        if not settings.SITE_URL.startswith(LOCAL) and not anyway:
            raise CommandError(
                "The demonstration's password is public, and this installation has a public address. "
                "Say --anyway if you mean it."
            )
        with translation.override("es"):
            added = demonstration.load(now=timezone.now())
        if added:
            index.apply_changes()
        if verbosity:
            self._say_who(added)

    def _say_who(self, added: bool) -> None:
        password = demonstration.described()["password"]
        lines = [
            "Demonstration region added." if added else "Demonstration region: already there.",
            f"Sign in at {settings.SITE_URL}/es/ with the password {password} as:",
            *(f"  {email:38} {name} ({role})" for email, name, role in demonstration.people()),
        ]
        self.stdout.write(
            "\n".join(lines)
        )  # in one go: whoever reads only the first lines may close the pipe
