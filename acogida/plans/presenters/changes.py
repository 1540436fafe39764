"""What an amendment changes, as rows that people can read: everything a version says, part by part."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.compact.models import LocalAction, Objective
from acogida.plans.models import Competence, Dimension, Direction, Group, Horizon, Level
from acogida.plans.presenters import words
from acogida.plans.queries import counted, practice_here, read_back_actions
from acogida.practices.models import Practice

Row = dict[str, str]
Words = dict[str, str]


@dataclass(frozen=True)
class Names:
    """What the numbers in a version stand for, those of either side."""

    objectives: Mapping[int, str]
    local_actions: Mapping[str, str]
    practices: Mapping[tuple[int, int], str]  # by the action's number and theirs
    challenges: Mapping[int, str]
    actions: Mapping[int, str]


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Row]:
    """Rows for the component `diff`; empty where both say the same. At most four queries."""
    names = _names(before, after)
    rows = _compared("", _plan_words(before), _plan_words(after))
    rows += _parts(_("Challenge"), before, after, "challenges", lambda c: _challenge_words(c, names))
    rows += _parts(_("Action"), before, after, "actions", lambda a: _action_words(a, names))
    return rows


def _names(before: dict[str, Any], after: dict[str, Any]) -> Names:
    both = [before, after]
    actions = [action for content in both for action in content["actions"]]
    followed = [action for action in actions if action.get("inspired_by")]
    return Names(
        objectives={o.pk: f"{o.number}. {o.short}" for o in Objective.objects.all()},
        local_actions={
            found.pk: str(found)
            for found in LocalAction.objects.filter(pk__in={a["local_action"] for a in actions})
        },
        practices=_titles(followed, after["plan"]) if followed else {},
        challenges={c["id"]: c["title"] for content in both for c in content["challenges"]},
        actions={action["id"]: action["title"] for action in actions},
    )


def _titles(actions: Iterable[dict[str, Any]], plan: int) -> dict[tuple[int, int], str]:
    """Two queries."""
    known = read_back_actions([plan])
    here = {(a["id"], a["inspired_by"]): practice_here(a, known) for a in actions}
    public = Practice.objects.public().filter(pk__in=[pk for pk in here.values() if pk is not None])
    titles = {one.pk: words.practice(one) for one in public.select_related("current_version")}
    return {
        (action, number): words.practice_elsewhere(known[action].told_of(number))
        if pk is None
        else titles.get(pk, "")
        for (action, number), pk in here.items()
    }


def _parts(
    label: str,
    before: dict[str, Any],
    after: dict[str, Any],
    kind: str,
    said: Callable[[dict[str, Any]], Words],
) -> list[Row]:
    """What was taken out, put in and said otherwise among the challenges or the actions.

    Something new stands with all its words: the approver signs them.
    """
    old = {found["id"]: found for found in before[kind]}
    new = {found["id"]: found for found in after[kind]}
    rows: list[Row] = []
    for pk in [*old, *(pk for pk in new if pk not in old)]:
        if pk not in new:
            rows.append({"label": label, "before": old[pk]["title"], "after": ""})
            continue
        if pk not in old:
            rows.append({"label": label, "before": "", "after": new[pk]["title"]})
        known = said(old[pk]) if pk in old else {_("Title"): new[pk]["title"]}
        rows += _compared(f"{new[pk]['title']}: ", known, said(new[pk]))
    return rows


def _compared(prefix: str, before: Words, after: Words) -> list[Row]:
    return [
        {"label": f"{prefix}{name}", "before": before.get(name, ""), "after": after.get(name, "")}
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    ]


def _plan_words(content: dict[str, Any]) -> Words:
    labels = words.criterion_labels()
    return {
        _("Title"): content["title"],
        _("Organisation"): content["organisation"],
        _("Period"): words.period(content["starts_on"], content["ends_on"]),
        _("Contexts"): ", ".join(words.contexts(content["contexts"])),
        _("Weights"): _list(f"{labels[c['key']]} {c['weight']}" for c in content["criteria"]),
        _("Why the choice is not the ranking:"): content["priorities_reason"],
        _("Who sees it otherwise"): _list(content.get("dissent", ())),
    }


def _challenge_words(found: dict[str, Any], names: Names) -> Words:
    mean = "" if found["mean"] is None else words.number(round(found["mean"], 2))
    return {
        _("Title"): found["title"],
        _("More about it"): found["description"],
        _("Horizon"): str(Horizon(found["horizon"]).label),
        _("Objectives"): _list(names.objectives.get(n, str(n)) for n in found["objectives"]),
        _("How we know"): words.cause(found["cause"], found["reason"]),
        _("Own words"): found["reason"] if found["cause"].get("kind") != "reason" else "",
        _("Context"): _list(words.contexts([found["context"]] if found.get("context") else [])),
        _("Place in the ranking"): f"{found['rank']} ({mean})" if found["rank"] is not None else "",
        _("Priority"): _("yes") if found["is_priority"] else _("no"),
    }


def _action_words(found: dict[str, Any], names: Names) -> Words:
    said = {
        _("Title"): found["title"],
        _("How"): found["description"],
        _("Answers to"): names.challenges.get(found["challenge"], ""),
        _("Own reason"): found["reason_without_challenge"],
        _("Objective"): names.objectives.get(found["objective"], str(found["objective"])),
        _("What the Compact asks for"): names.local_actions.get(
            found["local_action"], str(found["local_action"] or "")
        ),
        _("Practice it follows"): names.practices.get((found["id"], found.get("inspired_by") or 0), ""),
        _("Responsible unit"): found["responsible_unit"],
        _("Partners"): found["partners"],
        _("When"): words.period(found["starts_on"], found["ends_on"]),
        _("Waits for"): _list(names.actions.get(pk, str(pk)) for pk in found.get("needs", ())),
        _("Budget"): words.money(found["budget"], found["currency"]),
        _("Source of the money"): found["budget_source"],
        _("Competence"): str(Competence(found.get("competence") or Competence.OWN).label),
        _("Ally"): found.get("ally", ""),
        _("People it should reach"): _list(
            f"{Group(key).label} {words.number(count)}" for key, count in found.get("reach", {}).items()
        ),
    }
    return (
        said | _lines(found) | _risks(found) | dict(_indicator_words(i, found) for i in found["indicators"])
    )


def _lines(action: dict[str, Any]) -> Words:
    """Each budget line under its number, so that a line whose amount moved stands beside itself."""
    label = _("Budget line %(n)s")
    return {
        label % {"n": line["id"]}: f"{line['title']}, {line['year']}: "
        f"{words.money(line['amount'], action['currency'])}, "
        f"{words.payer(line['source'], line['funding'])}; {_secured(line)}"
        for line in action.get("lines", ())
    }


def _secured(line: Mapping[str, Any]) -> str:
    return _("secured") if line["is_secured"] else _("not secured yet")


def _risks(action: dict[str, Any]) -> Words:
    """Risks are known by their words: one said otherwise is another."""
    label = _("Risk “%(risk)s”")
    weight = _("likely: %(likelihood)s, harm: %(impact)s")
    found: Words = {}
    for risk in action.get("risks", ()):
        told = weight % {
            "likelihood": str(Level(risk["likelihood"]).label).lower(),
            "impact": str(Level(risk["impact"]).label).lower(),
        }
        found[label % {"risk": risk["text"]}] = f"{told}. {risk['answer']}"
    return found


def _indicator_words(indicator: dict[str, Any], action: dict[str, Any]) -> tuple[str, str]:
    """Its name, with its number where the action has two of that name, and all it says."""
    titles = [found["title"] for found in action["indicators"]]
    name = indicator["title"] + (f" ({indicator['id']})" if titles.count(indicator["title"]) > 1 else "")
    months = indicator["every_months"]
    told = [
        f"{words.number(indicator['baseline'])} ({words.day(indicator['baseline_on'])}) → "
        f"{words.number(indicator['target'])} {indicator['unit']} ({words.day(indicator['target_on'])})",
        str(Direction(indicator["direction"]).label).lower(),
        ngettext("every month", "every %(n)s months", months) % {"n": months},
    ]
    if apart := indicator.get("disaggregation"):
        told.append(
            _("told apart by %(what)s") % {"what": _list(Dimension(key).label.lower() for key in apart)}
        )
    if topics := indicator.get("topics"):
        told.append(_("fed from the tally: %(topics)s") % {"topics": _list(counted.labels(topics))})
    return _("Indicator “%(title)s”") % {"title": name}, _list(told, "; ")


def _list(parts: Iterable[Any], by: str = ", ") -> str:
    return by.join(str(part) for part in parts)
