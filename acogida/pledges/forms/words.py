"""The words of a pledge, for a draft and for an amendment."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from acogida.compact.models import Objective, Principle
from acogida.pledges.actions.draft import FIELDS
from acogida.pledges.forms.fields import Fresh, day, long_text, number, percent, text
from acogida.pledges.models import Contribution, Form, Framework, Pledge, Scope
from acogida.pledges.queries.smart import LONGEST, SHORTEST


class Objectives(forms.ModelMultipleChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.short}"


class Another(forms.CharField):
    """A pledge by its number, its address or its whole title."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return another(found) if found else None


def another(words: str) -> Pledge:
    """The public pledge that the words name; a validation error where it is none or several."""
    slug = words.rstrip("/").rsplit("/", 1)[-1]
    known = Q(dashboard_number=words) | Q(source_id__iexact=words) | Q(slug=slug) | Q(title__iexact=words)
    if words.upper().startswith("AC-") and words[3:].isdigit() and len(words) < 20:
        known |= Q(pk=int(words[3:]), route="here")
    found = list(Pledge.objects.public().select_related("matches").filter(known)[:2])
    if len(found) != 1:
        raise forms.ValidationError(
            _now("Several pledges are called so: write the number.")
            if found
            else _now("No public pledge has this number, address or title.")
        )
    return found[0]


class PledgeForm(Fresh):
    title = text(
        _("What is promised, in one sentence"),
        missing=_("Give the pledge a title."),
        help_text=_("Begin with a verb: open, train, contribute, adopt …"),
    )
    description = long_text(
        _("Description"),
        rows=10,
        max_length=LONGEST * 2,
        help_text=_(
            "From %(least)s to %(most)s characters: what, where, for whom, with whom and by when. About "
            "migrants; pledges on refugees and asylum go to the other compact."
        )
        % {"least": SHORTEST, "most": LONGEST},
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=settings.LANGUAGES)
    for_whom = text(_("For whom"), longest=300, help_text=_("Which people, how many, where."))
    responsible_unit = text(_("Who answers for the pledge"))
    resources = long_text(
        _("With what"), rows=2, help_text=_("Budget line, staff, the norm that gives the mandate.")
    )
    need = long_text(
        _("The need it answers"),
        rows=2,
        help_text=_("A finding of your self-assessment, a figure, a challenge of your plan."),
    )
    contributions = forms.MultipleChoiceField(
        label=_("What it contributes"),
        choices=Contribution.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    amount = number(_("Amount"), help_text=_("Only if money is promised."))
    currency = text(_("Currency"), longest=3, help_text=_("Three letters, as banks write them."))
    form = forms.ChoiceField(
        label=_("How it is made"), choices=Form.choices, initial=Form.INDIVIDUAL, widget=forms.RadioSelect
    )
    matches = Another(
        label=_("Pledge it adds to"),
        required=False,
        max_length=400,
        help_text=_("Only for a matching pledge: its number, the address of its page or its whole title."),
    )
    share = percent(
        _("Your share of the whole, in percent"),
        help_text=_("Only where several divide it; all shares together are 100 at most."),
    )
    objectives = Objectives(
        Objective.objects.order_by("number"),
        label=_("Objectives of the Compact it advances"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    principles: forms.ModelMultipleChoiceField[Principle] = forms.ModelMultipleChoiceField(
        Principle.objects.all(),
        label=_("Guiding principles it advances"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    framework = forms.ChoiceField(label=_("Framework"), choices=Framework.choices, initial=Framework.GCM)
    scope = forms.ChoiceField(label=_("Scope"), choices=Scope.choices, initial=Scope.LOCAL)
    starts_on = day(_("Begins on"))
    ends_on = day(_("Ends on"))
    is_offer = forms.BooleanField(
        label=_("This pledge offers support to others: show it to municipalities whose plans look for it"),
        required=False,
    )

    def add_prefix(self, field_name: str) -> str:
        """A field called `matches` would hide the form's own `matches()` from the browser."""
        return super().add_prefix("adds_to" if field_name == "matches" else field_name)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()

    @staticmethod
    def of(pledge: Pledge) -> dict[str, Any]:
        return {
            **{name: getattr(pledge, name) for name in (*FIELDS, "revision")},
            "matches": pledge.matches.number if pledge.matches else "",
            "objectives": list(pledge.objectives.order_by("number")),
            "principles": list(pledge.principles.all()),
        }


class AmendmentForm(PledgeForm):
    reason = long_text(
        _("Why it changes"),
        rows=2,
        missing=_("Say why the pledge changes. The reason is public."),
        help_text=_("Everybody reads it beside the original words, which stay."),
    )
