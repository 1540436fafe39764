"""What is pressed, filled in and chosen."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from acogida.design.components import BUTTON_TONES, COMPONENTS
from acogida.design.gallery.example import Example


class ExampleForm(forms.Form):
    """One field of each kind."""

    def __init__(self, data: Mapping[str, str] | None = None, *, prefix: str = "example") -> None:
        super().__init__(data, prefix=prefix)
        self.fields["name"] = forms.CharField(
            label=_("Name of the action"), help_text=_("A verb first: “Open a help desk in the bus station”.")
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why it is needed"), widget=forms.Textarea, required=False
        )
        self.fields["starts"] = forms.DateField(
            label=_("Starts on"), widget=forms.DateInput(attrs={"type": "date"})
        )
        self.fields["cost"] = forms.DecimalField(
            label=_("Cost in local currency"), widget=forms.TextInput(attrs={"inputmode": "decimal"})
        )
        self.fields["horizon"] = forms.ChoiceField(
            label=_("Horizon"),
            choices=[("short", _("Short")), ("medium", _("Medium")), ("long", _("Long"))],
            widget=forms.RadioSelect,
        )
        self.fields["unit"] = forms.ChoiceField(
            label=_("Responsible unit"), choices=[("", "–"), ("1", _("Social development"))]
        )
        self.fields["paper"] = forms.FileField(
            label=_("Document"), required=False, help_text=_("PDF or Word, up to 20 MB.")
        )
        self.fields["public"] = forms.BooleanField(label=_("Show it on the public page"), required=False)


def forms_shown() -> tuple[ExampleForm, ExampleForm]:
    """An empty form, and one sent with mistakes."""
    wrong = ExampleForm({"wrong-reason": _("Typed and kept.")}, prefix="wrong")
    wrong.is_valid()
    return ExampleForm(), wrong


def examples() -> dict[str, list[Example]]:
    plain, wrong = forms_shown()
    words = {"primary": _("Publish the plan"), "secondary": _("Save as draft")}
    words |= {"quiet": _("Not now"), "danger": _("Delete the draft")}
    options = [
        {"value": "1", "label": _("Data"), "count": 12, "checked": True},
        {"value": "15", "label": _("Access to basic services"), "count": 4, "checked": False},
    ]
    pages = [("#menu", _("My week")), ("#menu-2", _("Sign out"))]
    return {
        "button": [
            *(Example(tone, {"label": words[tone], "tone": tone}) for tone in BUTTON_TONES),
            Example(_("with a sign"), {"label": _("Download"), "icon": "download", "href": "#button"}),
        ],
        "actions": [
            Example(
                "",
                inner=COMPONENTS["button"].render({"label": words["primary"]})
                + COMPONENTS["button"].render({"label": words["secondary"], "tone": "secondary"}),
            )
        ],
        "field": [
            *(Example("", {"field": bound}) for bound in plain),
            Example(_("with an error"), {"field": wrong["name"]}),
            Example(_("with an error"), {"field": wrong["horizon"]}),
        ],
        "form_errors": [Example("", {"form": wrong})],
        "search": [
            Example(
                "",
                {
                    "action": "#search",
                    "label": _("Search a municipality"),
                    "hint": _("Accents can be left out."),
                },
            )
        ],
        "facets": [
            Example(
                "", {"groups": [{"label": _("Objective"), "name": "example-objective", "options": options}]}
            )
        ],
        "copy": [Example("", {"label": _("Text for a message"), "text": _("The plan was published today.")})],
        "autosave": [Example("", {"text": _("Every answer is saved as you go.")})],
        "menu": [Example("", {"label": _("My account"), "items": pages, "icon": "person"})],
        "shortcuts": [
            Example(
                _("opened with ?"),
                {
                    "items": [("/", "#search", _("Search")), ("p", "#menu", _("Plans"))],
                    "id": "shortcuts-example",
                    "open": True,
                },
            )
        ],
    }
