"""Recordings, resources and announcements; how somebody takes part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from acogida.training.forms.nomination import LANGUAGE_CHOICES, text
from acogida.training.forms.programme import MomentField, ZonedForm
from acogida.training.models import Edition, Material, Nomination, Session
from acogida.training.models.nomination import Where
from acogida.training.states import Mode

AGREES = [
    ("", _("I have not decided")),
    ("yes", _("Yes, a public recording may show me")),
    ("no", _("No, only participants may see me")),
]


class MaterialForm(ZonedForm):
    """A file or an address, and from when on participants have it."""

    kind = forms.ChoiceField(label=pgettext_lazy("material", "Kind"), choices=Material.Kind.choices)
    title = text(_("Title"), 200, missing=_("Give it a title."))
    session: forms.ModelChoiceField[Session] = forms.ModelChoiceField(
        Session.objects.none(), label=_("Of the session"), required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES, initial="es")
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https", max_length=500)
    file = forms.FileField(label=_("File"), required=False)
    participants_from = MomentField(label=_("For participants from"), required=False)

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(edition.time_zone, *args, **kwargs)
        held = Session.objects.filter(component__edition=edition).select_related("component")
        self.fields["session"].queryset = held  # type: ignore[attr-defined] # a field of models has one


class ReleaseForm(ZonedForm):
    """From when on for everybody, and how people agreed; left empty, for participants only."""

    public_from = MomentField(label=_("For everybody from"), required=False)
    consent = text(
        _("How those seen and heard in it agreed"),
        300,
        help_text=_("For recordings: in writing, announced at the beginning, who asked to be cut out."),
    )


class AnnouncementForm(forms.Form):
    use_required_attribute = False
    title_es = text(_("Title in Spanish"), 160, missing=_("Write a title."))
    body_es = forms.CharField(
        label=_("Text in Spanish"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write the text.")},
    )
    title_en = text(_("Title in English"), 160)
    body_en = forms.CharField(
        label=_("Text in English"), max_length=4000, widget=forms.Textarea({"rows": 5}), required=False
    )

    def texts(self, name: str) -> dict[str, str]:
        found = {code: self.cleaned_data[f"{name}_{code}"] for code in ("es", "en")}
        return {code: words for code, words in found.items() if words}


class HowForm(forms.Form):
    """Where one takes part, in a hybrid edition, and whether a public recording may show one."""

    use_required_attribute = False
    where = forms.ChoiceField(
        label=_("I take part"),
        choices=[("", _("I have not decided")), *Where.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    in_recordings = forms.ChoiceField(
        label=_("Recordings"), choices=AGREES, widget=forms.RadioSelect, required=False
    )

    def __init__(self, person: Nomination, *args: Any, **kwargs: Any) -> None:
        agreed = {True: "yes", False: "no", None: ""}[person.in_recordings]
        kwargs.setdefault("initial", {"where": person.where, "in_recordings": agreed})
        super().__init__(*args, **kwargs)
        if person.edition.mode != Mode.HYBRID:
            del self.fields["where"]

    def agrees(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["in_recordings"])
