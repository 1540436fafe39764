"""An action's budget, risks, people and what comes before it, as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acogida.accounts.models import Organisation
from acogida.plans.actions import Line, Risk
from acogida.plans.forms import fields
from acogida.plans.forms.fields import Fresh, Rows, long_text, number, people_field, text
from acogida.plans.models import Action, Funding, Group, Level


class LineForm(forms.Form):
    """One line of a budget; a row left wholly empty is passed over."""

    use_required_attribute = False
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = text(_("What for"), longest=160)
    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.NumberInput)
    amount = number(_("Amount"))
    currency = text(_("Currency"), longest=3)
    source = text(_("Who pays"), longest=160)
    funding = forms.ChoiceField(label=_("Kind of money"), choices=Funding.choices, required=False)
    is_secured = forms.BooleanField(label=_("The money is secured"), required=False)

    def is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("title", "amount", "source"))

    def line(self) -> Line:
        data = self.cleaned_data
        return Line(
            title=data["title"],
            year=data["year"],
            source=data["source"],
            amount=data["amount"],
            currency=data["currency"],
            funding=data["funding"] or Funding.OWN,
            is_secured=data["is_secured"],
            pk=data["pk"],
        )


class BudgetForm(Rows):
    row = LineForm
    extra = 2

    @staticmethod
    def of(action: Action, *, currency: str) -> list[dict[str, Any]]:
        """The rows as they stand, and empty ones to begin from."""
        kept = [
            {
                **line,
                "pk": line["id"],
                "amount": Decimal(line["amount"]).normalize(),
                "currency": action.currency or currency,
            }
            for line in action.lines
        ]
        begun = {
            "title": action.title[:160] if action.budget and not kept else "",
            "amount": action.budget if not kept else None,
            "source": action.budget_source if not kept else "",
        }
        year = action.starts_on.year
        empty = {"year": year, "currency": action.currency or currency, "is_secured": True}
        return [*kept, empty | begun, *[empty] * (BudgetForm.extra - 1)]

    def lines(self) -> list[Line]:
        return [form.line() for form in self.forms if not form.is_blank()]  # type: ignore[attr-defined] # LineForm


class RiskForm(forms.Form):
    use_required_attribute = False
    text = fields.text(_("What could go wrong"), longest=300)
    likelihood = forms.TypedChoiceField(
        label=_("How likely"), choices=Level.choices, coerce=int, required=False
    )
    impact = forms.TypedChoiceField(label=_("How bad"), choices=Level.choices, coerce=int, required=False)
    answer = fields.text(_("What is done about it"), longest=300)

    def is_blank(self) -> bool:
        return not (self.cleaned_data.get("text") or self.cleaned_data.get("answer"))

    def risk(self) -> Risk:
        data = self.cleaned_data
        return Risk(
            data["text"],
            int(data["likelihood"] or Level.MIDDLE),
            int(data["impact"] or Level.MIDDLE),
            data["answer"],
        )


class RisksForm(Rows):
    row = RiskForm
    extra = 2

    @staticmethod
    def of(action: Action) -> list[dict[str, Any]]:
        return [*action.risks, *[{"likelihood": Level.MIDDLE, "impact": Level.MIDDLE}] * RisksForm.extra]

    def risks(self) -> list[Risk]:
        return [form.risk() for form in self.forms if not form.is_blank()]  # type: ignore[attr-defined] # RiskForm


class PeopleForm(Fresh):
    """How many people of each group; empty ones are not counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in Group:
            self.fields[group.value] = people_field(group.label)

    @staticmethod
    def of(action: Action) -> dict[str, Any]:
        return {**action.reach, "revision": action.revision}


class NeedsForm(forms.Form):
    use_required_attribute = False
    needs: forms.ModelMultipleChoiceField[Action] = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        label=_("What must have ended before"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, action: Action, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = action.plan.actions.current().exclude(pk=action.pk)
        self.fields["needs"].queryset = others  # type: ignore[attr-defined] # ours has one


class PartnerForm(forms.Form):
    use_required_attribute = False
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=_("Choose …"),
        error_messages={"required": _("Choose the organisation.")},
    )
    contribution = text(_("What it would bring"), missing=_("Say what the partner would bring."), longest=300)

    def __init__(self, action: Action, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = action.asked_partners.values("organisation")
        others = (
            Organisation.objects.filter(country=action.plan.organisation.country_id)
            .exclude(pk=action.plan.organisation_id)
            .exclude(pk__in=asked)
        )
        self.fields["organisation"].queryset = others  # type: ignore[attr-defined] # ours has one


class AnswerForm(forms.Form):
    use_required_attribute = False
    answer = long_text(_("In your words"), rows=2, help_text=_("If you decline, say why."))
