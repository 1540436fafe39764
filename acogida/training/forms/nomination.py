"""People nominated, one by one or as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.training.models import Edition, Slot
from acogida.training.models.nomination import Experience, Gender, Sector

LANGUAGE_CHOICES = [("es", "Español"), ("pt", "Português"), ("en", "English"), ("fr", "Français")]


def text(label: Any, longest: int, *, missing: Any = "", **more: Any) -> forms.CharField:
    """One line; required where `missing` says what is asked."""
    if missing:
        more["error_messages"] = {"required": missing}
    return forms.CharField(label=label, max_length=longest, required=bool(missing), **more)


class PersonForm(forms.Form):
    """Somebody to be nominated, or to take somebody's seat."""

    use_required_attribute = False

    first_name = text(_("First names"), 80, missing=_("Write the person's name."))
    last_name = text(_("Last names"), 80)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The personal link is sent there. One address for each person."),
        error_messages={"required": _("Write the e-mail address of the person.")},
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices, initial=Sector.UNSAID)
    organisation = text(_("Institution"), 160)
    municipality = text(_("Municipality represented"), 120)
    position = text(_("Position"), 120)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, initial=Gender.UNSAID)
    experience = forms.ChoiceField(
        label=_("Experience of the municipality with migration"),
        choices=Experience.choices,
        initial=Experience.UNSAID,
    )
    language = forms.ChoiceField(label=_("Language we write in"), choices=LANGUAGE_CHOICES, initial="es")

    def person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PersonForm.base_fields}


class NominationForm(PersonForm):
    """A person and the profile they are for."""

    slot: forms.ModelChoiceField[Slot] = forms.ModelChoiceField(
        Slot.objects.none(),
        label=_("Profile"),
        empty_label=None,
        error_messages={"required": _("Choose the profile.")},
    )
    field_order = ["slot"]

    def __init__(self, edition: Edition, *args: Any, observers: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots = edition.slots.filter(is_observer=observers)
        self.fields["slot"].queryset = slots  # type: ignore[attr-defined] # a field of models has one


class SubstituteForm(PersonForm):
    """Another person and why."""

    reason = text(_("Why"), 300, missing=_("Say why: it is kept with the nomination."))


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = text(_("Why"), 300, missing=_("Say why: it is kept with the nomination."))


class ListForm(forms.Form):
    """A spreadsheet of nominees."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("List of nominees"),
        help_text=_(
            "A spreadsheet (.xlsx, .ods) or .csv with columns: first name, last name, e-mail, profile, "
            "country, gender, experience, sector, institution, municipality, position, language."
        ),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )
