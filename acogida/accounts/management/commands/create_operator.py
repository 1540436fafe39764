"""`acogida create_operator EMAIL`: make a person an operator of this installation."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone, translation

from acogida.accounts.actions import people
from acogida.accounts.models import User


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", default="", help="shown to others; the address where it is not given")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=dict(settings.LANGUAGES))

    def handle(self, *args: Any, email: str, name: str, language: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        user = people.create_operator(
            email, name=name, language=language, by="acogida create_operator", at=timezone.now()
        )
        self.stdout.write(f"{user.email} operates this installation.")
        if not user.has_usable_password():
            self.stdout.write(f"To choose a password, open once: {_password_link(user)}")


def _password_link(user: User) -> str:
    """The link that allauth would send by mail to somebody who forgot their password."""
    words = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    with translation.override(user.language):
        return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=words)
