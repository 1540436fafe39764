"""Input to clean data; nothing here saves."""

from typing import Any
from zoneinfo import available_timezones

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.accounts.models import MandateKind, Role, User
from acogida.accounts.queries import Reader, account_of
from acogida.compact.models import EntityKind, StakeholderGroup
from acogida.territories.models import Level, Territory

REGIONS = ("America/", "Atlantic/", "Europe/", "Africa/", "Asia/", "Australia/", "Pacific/", "Indian/")


def time_zones() -> list[tuple[str, str]]:
    """The zones of the tz database that bear a city's name, as (name, words)."""
    names = sorted(zone for zone in available_timezones() if zone.startswith(REGIONS))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages open and mail comes in this language."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Choose the city whose clock you live by.")
    )


class JoinForm(ProfileForm):
    """What a person without an account gives when they accept an invitation."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_(
            "At least 10 characters; a sentence is easy to remember. You can use a passkey instead later."
        ),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if password := given.get("password"):
            try:
                validate_password(password, User(email=self.email, name=given.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return given


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the person"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role,
        help_text=_(
            "Members read, editors write, approvers also sign, administrators also invite and change roles."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role)


class DeleteForm(forms.Form):
    """The person types their own address, so that nobody deletes an account by mistake."""

    email = forms.EmailField(
        label=_("Type your e-mail address to confirm"), widget=forms.EmailInput({"autocomplete": "off"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.lower() != self.user.email.lower():
            raise ValidationError(_("This is not the address of your account."))
        return email


class OrganisationForm(forms.Form):
    """A new organisation for a place already chosen, and who will administer it."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ModelChoiceField(label=_("Kind of organisation"), queryset=EntityKind.objects.all())
    stakeholder_group = forms.ModelChoiceField(
        label=_("Group of paragraph 44 of the Compact"),
        queryset=StakeholderGroup.objects.all(),
        required=False,
        empty_label=_("None"),
        help_text=_("Only for organisations of society; leave it empty for a government."),
    )
    administrator = forms.EmailField(
        label=_("E-mail of its first administrator"),
        max_length=254,
        help_text=_("This person receives a personal link and invites the others."),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)


class MandateForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the person"), max_length=254)
    kind = forms.ChoiceField(label=_("Mandate"), choices=MandateKind)
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Territory.objects.filter(level=Level.COUNTRY, is_lac=True),
        required=False,
        empty_label=_("None"),
        help_text=_("For a national focal point."),
    )

    def clean_email(self) -> str:
        self.person = account_of(self.cleaned_data["email"])
        if self.person is None or not self.person.is_active:
            raise ValidationError(_("Nobody has an account with this address."))
        return self.person.email


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """allauth's own, with its words in the language of the page, and without a password unless unticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["passwordless"].initial = True


class PermissionForm(forms.Form):
    """Which room and which kind of person the matrix of permissions shows; "" is all rooms in short."""

    room = forms.ChoiceField(label=pgettext_lazy("part of the house", "Room"), required=False)
    reader = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, rooms: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["room"]
        chosen.choices = [("", _("All, in short")), ("all", _("All, page by page")), *rooms]
        reader: Any = self.fields["reader"]
        reader.choices = [("", pgettext_lazy("filter", "All")), *Reader.choices]

    def asked(self) -> tuple[str, Reader | None]:
        """The room ("" for all in short) and the reader; what is not understood is left out."""
        self.is_valid()
        reader = self.cleaned_data.get("reader")
        return self.cleaned_data.get("room") or "", Reader(reader) if reader else None
