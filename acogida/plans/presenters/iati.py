"""Externally funded actions as an IATI activity file, version 2.03: every figure from the adopted plan."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as Tree

from acogida.plans.models import EXTERNAL, Condition, Plan
from acogida.plans.presenters.public import PublicAction, PublicPlan

LOCAL_GOVERNMENT = "11"  # IATI codelist OrganisationType
FUNDING, IMPLEMENTING = "1", "4"
FUNDER_TYPE = {"cooperation": "40", "private": "70"}
# Activity status: pipeline, implementation, finalisation, closed, cancelled.
STATUS = {"": "1", Condition.NOT_STARTED: "1", Condition.DONE: "4", Condition.STOPPED: "5"}
INDICATIVE, COMMITTED = "1", "2"  # IATI codelist BudgetStatus
EXPENDITURE = "4"


def external(shown: PublicPlan) -> list[PublicAction]:
    """The actions with a budget line that somebody outside government pays."""
    pks = external_actions(action.content for action in shown.actions)
    return [action for action in shown.actions if action.pk in pks]


def external_actions(actions: Iterable[Mapping[str, Any]]) -> set[int]:
    """The ids of those among a version's actions."""
    return {
        action["id"]
        for action in actions
        if any(line["funding"] in EXTERNAL for line in action.get("lines", ()))
    }


def activities(plan: Plan, shown: PublicPlan, *, at: datetime, address: str) -> bytes:
    """The file. `address` is that of the plan's public page, where each activity can be read.

    The organisation's identifier is that of this installation, until it has one of its own in the
    register of its country.
    """
    root = Tree.Element(
        "iati-activities", {"version": "2.03", "generated-datetime": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    )
    for action in external(shown):
        root.append(_activity(plan, shown, action, address=address))
    Tree.indent(root)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def _activity(plan: Plan, shown: PublicPlan, action: PublicAction, *, address: str) -> Tree.Element:
    country = plan.territory.country
    iso = (country.iso2 if country else "") or "XM"
    reporting = f"{iso}-ACOGIDA-{plan.organisation_id}"
    content = action.content
    found = Tree.Element(
        "iati-activity",
        {"default-currency": content["currency"], "{http://www.w3.org/XML/1998/namespace}lang": "es"},
    )
    _add(found, "iati-identifier", f"{reporting}-{action.pk}")
    _told(found, "reporting-org", shown.content["organisation"], ref=reporting, type=LOCAL_GOVERNMENT)
    _told(found, "title", action.title)
    _told(found, "description", content["description"] or action.title, type="1")
    for source, kind in _funders(content["lines"]):
        _told(found, "participating-org", source, role=FUNDING, type=FUNDER_TYPE[kind])
    _told(
        found,
        "participating-org",
        shown.content["organisation"],
        ref=reporting,
        role=IMPLEMENTING,
        type=LOCAL_GOVERNMENT,
    )
    condition = action.last.condition if action.last else ""
    _add(found, "activity-status", code=STATUS.get(condition, "2"))
    for kind, day in (("1", content["starts_on"]), ("3", content["ends_on"])):
        _add(found, "activity-date", **{"iso-date": day, "type": kind})
    if country and country.iso2:
        _add(found, "recipient-country", code=country.iso2)
    for line in content["lines"]:
        if line["funding"] in EXTERNAL:
            _budget(found, line, content["currency"])
    _spending(found, action)
    _add(_add(found, "document-link", url=address, format="text/html"), "title").append(
        _narrative(shown.content["title"])
    )
    found[-1].append(Tree.Element("category", {"code": "A01"}))
    _results(found, action)
    return found


def _funders(lines: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each payer from outside with its `Funding`, once. Whoever is only hoped for has promised nothing: that
    line stands as an indicative budget, and its payer is not named.
    """
    secured = (line for line in lines if line["funding"] in EXTERNAL and line["is_secured"])
    return list(dict.fromkeys((line["source"], line["funding"]) for line in secured))


def _budget(found: Tree.Element, line: Mapping[str, Any], currency: str) -> None:
    status = COMMITTED if line["is_secured"] else INDICATIVE
    budget = _add(found, "budget", type="1", status=status)
    first = date(line["year"], 1, 1).isoformat()
    _add(budget, "period-start", **{"iso-date": first})
    _add(budget, "period-end", **{"iso-date": date(line["year"], 12, 31).isoformat()})
    _add(budget, "value", line["amount"], currency=currency, **{"value-date": first})


def _spending(found: Tree.Element, action: PublicAction) -> None:
    """What the reports say was spent on the external lines."""
    outside = {str(ln["id"]) for ln in action.content["lines"] if ln["funding"] in EXTERNAL}
    for report in action.reports:
        amount = sum((Decimal(a) for n, a in report.spent_on.items() if n in outside), Decimal(0))
        if amount:
            day = report.reported_on.isoformat()
            transaction = _add(found, "transaction")
            _add(transaction, "transaction-type", code=EXPENDITURE)
            _add(transaction, "transaction-date", **{"iso-date": day})
            _add(
                transaction,
                "value",
                f"{amount:.2f}",
                currency=action.content["currency"],
                **{"value-date": day},
            )


def _results(found: Tree.Element, action: PublicAction) -> None:
    for indicator in action.indicators:
        content = indicator.content
        result = _add(found, "result", type="2")
        _told(result, "title", content["title"])
        measured = _add(
            result,
            "indicator",
            measure="2" if content["unit"].startswith("%") else "1",
            ascending="0" if content["direction"] == "decrease" else "1",
        )
        _told(measured, "title", f"{content['title']} ({content['unit']})")
        day = content["baseline_on"]
        _add(measured, "baseline", **{"iso-date": day, "year": day[:4], "value": content["baseline"]})
        period = _add(measured, "period")
        _add(period, "period-start", **{"iso-date": day})
        _add(period, "period-end", **{"iso-date": content["target_on"]})
        _add(period, "target", value=content["target"])
        if indicator.actual_value is not None:
            _add(period, "actual", value=str(indicator.actual_value))


def _add(parent: Tree.Element, name: str, text: str = "", **attributes: str) -> Tree.Element:
    child = Tree.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def _told(parent: Tree.Element, name: str, text: str, **attributes: str) -> None:
    _add(parent, name, **attributes).append(_narrative(text))


def _narrative(text: str) -> Tree.Element:
    found = Tree.Element("narrative")
    found.text = _writable(text)
    return found


def _writable(text: Iterable[str]) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\n\t")
