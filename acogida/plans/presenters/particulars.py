"""An action's budget, risks, people and partners in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from acogida.plans.models import Action, Competence, Group, Level, Partner, PartnerState, Plan
from acogida.plans.presenters import words

PARTNER_TONES = {
    PartnerState.ASKED: "neutral",
    PartnerState.CONFIRMED: "success",
    PartnerState.DECLINED: "warning",
}


def sees(plan: Plan) -> str:
    if plan.first_adopted_at:
        return _("Only your organisation sees this change until the amendment is adopted.")
    return _("Only your organisation sees it until the plan is adopted. Then everybody does.")


def partner_rows(action: Action) -> list[tuple[Partner, str, str]]:
    """Each partner with its state in words and its tone."""
    return [
        (partner, str(partner.get_state_display()), PARTNER_TONES[PartnerState(partner.state)])
        for partner in action.asked_partners.select_related("organisation").order_by("asked_at", "pk")
    ]


def lines(content: Mapping[str, Any], spent: Mapping[str, Decimal]) -> list[list[str]]:
    """Year, what for, who pays, amount and spent of each line of an action's content, in words."""
    currency = content["currency"]
    missing = _("not secured yet")
    return [
        [
            str(line["year"]),
            line["title"],
            words.payer(line["source"], line["funding"]) + ("" if line["is_secured"] else f": {missing}"),
            words.money(line["amount"], currency),
            words.money(spent.get(str(line["id"]), Decimal(0)), currency),
        ]
        for line in content.get("lines", ())
    ]


def risks(found: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The heaviest first: likelihood times impact."""
    ordered = sorted(found, key=lambda risk: -risk["likelihood"] * risk["impact"])
    return [
        {
            "text": risk["text"],
            "weight": _("likely: %(likelihood)s, harm: %(impact)s")
            % {
                "likelihood": str(Level(risk["likelihood"]).label).lower(),
                "impact": str(Level(risk["impact"]).label).lower(),
            },
            "tone": "error"
            if risk["likelihood"] * risk["impact"] >= 6
            else "warning"
            if risk["likelihood"] * risk["impact"] >= 3
            else "neutral",
            "answer": risk["answer"],
        }
        for risk in ordered
    ]


def people(reach: Mapping[str, int], reached: Mapping[str, int | None]) -> list[tuple[str, str, str]]:
    """Group, how many it should reach and how many it has reached, in words."""
    groups = [group for group in Group if group.value in reach or group.value in reached]
    return [
        (
            str(group.label),
            words.number(reach.get(group.value)),
            words.count(reached[group.value]) if group.value in reached else "–",
        )
        for group in groups
    ]


def competence(kind: str, ally: str) -> tuple[str, str]:
    """Whether the municipality may do it alone, with the tone; outside its competence it needs an ally."""
    label = str(Competence(kind or Competence.OWN).label)
    if kind in {"", Competence.OWN}:
        return label, "neutral"
    if ally:
        return _("%(competence)s; ally: %(ally)s") % {"competence": label, "ally": ally}, "info"
    return _("%(competence)s: name the ally who decides it with you") % {"competence": label}, "warning"
