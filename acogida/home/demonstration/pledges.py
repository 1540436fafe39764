"""The invented pledges of the demonstration: made by two after a third declined, rescued, matching."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from acogida.accounts.models import Organisation, Role, User
from acogida.compact.models import Objective, Principle
from acogida.home.demonstration.ground import Described, Region, described, members, moment
from acogida.plans.models import Action
from acogida.pledges import actions
from acogida.pledges.models import Pledge

SOURCE = "https://demostracion.example/"


def load(region: Region) -> None:
    made: dict[str, Pledge] = {}
    for said in described("pledges")["pledges"]:
        made[said["key"]] = _add(said, region, made)


def _add(said: Described, region: Region, made: dict[str, Pledge]) -> Pledge:
    lead = region.towns[said["town"]]
    editor, approver = _people(lead)
    at = moment(said["began"])
    ties = {
        "objectives": list(Objective.objects.filter(number__in=said["objectives"])),
        "principles": list(Principle.objects.filter(number__in=said["principles"])),
    }
    if "matches" in said:
        ties["matches"] = Pledge.objects.get(pk=made[said["matches"]].pk)
    pledge = actions.create(lead, values=said["values"] | ties, by=editor, at=at)
    second = region.person(said["second_contact"]) if "second_contact" in said else None
    actions.set_contacts(pledge, contact=editor, second_contact=second, by=editor, at=at)
    for code, asked in said.get("ask", {}).items():
        _ask(pledge, region.towns[code], asked, said, by=editor)
    for step in said["milestones"]:
        owner = region.towns[step["town"]]
        values = {"title": step["title"], "due_on": step["due_on"]}
        actions.add_milestone(pledge, owner, values=values, by=_people(owner)[0], at=at + timedelta(days=9))
    for measure in said["indicators"]:
        _measure(pledge, measure, region, said)
    pledge.refresh_from_db()
    pledge = actions.sign(pledge, revision=pledge.revision, by=approver, at=moment(said["signed"]))
    for report in said["reports"]:
        _report(pledge, report, region)
    _back(pledge, said, region)
    if "closed" in said:
        end = said["closed"]
        words = {name: end[name] for name in ("state", "reason", "words")}
        pledge = actions.declare(pledge, **words, by=approver, at=moment(end["day"]))
    return pledge


def _people(organisation: Organisation) -> tuple[User, User]:
    return members(organisation, Role.EDITOR)[0], members(organisation, Role.APPROVER)[0]


def _ask(pledge: Pledge, other: Organisation, asked: Described, said: Described, *, by: User) -> None:
    at = moment(said["began"])
    partner, _token = actions.invite_partner(
        pledge, other, part=asked["part"], share=asked["share"], by=by, at=at + timedelta(days=1)
    )
    answer: dict[str, Any] = {"by": _people(other)[1], "at": at + timedelta(days=8)}
    if asked["answer"] == "confirm":
        actions.confirm(partner, **answer)
    else:
        actions.decline(partner, reason=asked["reason"], **answer)


def _measure(pledge: Pledge, measure: Described, region: Region, said: Described) -> None:
    owner = region.towns[measure["town"]]
    numbers = {name: Decimal(measure[name]) for name in ("baseline", "target")}
    values = {k: v for k, v in measure.items() if k != "town"} | numbers
    at = moment(said["began"]) + timedelta(days=9)
    actions.add_indicator(pledge, owner, values=values, by=_people(owner)[0], at=at)


def _report(pledge: Pledge, said: Described, region: Region) -> None:
    owner = region.towns[said["town"]]
    by = region.person(said["by"]) if "by" in said else _people(owner)[0]
    values = []
    if "value" in said:
        number, source = said["value"]
        values = [actions.Reported(pledge.indicators.get(organisation=owner), Decimal(number), source)]
    update = actions.report(
        pledge,
        owner,
        reported_on=said["day"],
        narrative=said["narrative"],
        values=values,
        done=list(pledge.milestones.filter(title__in=said.get("done", []))),
        evidence=[actions.Shown(said["evidence"], url=SOURCE)] if "evidence" in said else [],
        by=by,
        at=moment(said["day"], 18),
    )
    if "confirmed_by" in said:
        other = region.towns[said["confirmed_by"]]
        at = moment(said["day"], 18) + timedelta(days=3)
        actions.confirm_update(update, other, by=_people(other)[0], at=at)


def _back(pledge: Pledge, said: Described, region: Region) -> None:
    if "backs" not in said:
        return
    town = region.towns[said["backs"]["town"]]
    action = Action.objects.get(plan__organisation=town, title=said["backs"]["action"])
    at = moment(said["signed"]) + timedelta(days=30)
    assert pledge.organisation is not None  # the pledges of the region are made here
    backing = actions.propose_backing(pledge, action, by=_people(pledge.organisation)[1], at=at)
    actions.agree_backing(backing, by=_people(town)[1], at=at + timedelta(days=5))
