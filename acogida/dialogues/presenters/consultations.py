"""How the pages show a rule and its results."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.compact.models import StakeholderGroup
from acogida.dialogues.models import Consultation, Gender, Method, Option, Place, Stage
from acogida.territories.models import Territory

TONES = {Stage.DRAFT: "neutral", Stage.OPEN: "info", Stage.CLOSED: "success"}


def rule(found: Consultation) -> list[tuple[str, Any]]:
    """The rule in words, as fixed."""
    facts: list[tuple[str, Any]] = [(_("How people choose"), Method(found.method).label)]
    if found.method in {Method.APPROVE, Method.DOTS}:
        facts.append((_("At most"), found.limit))
    if found.method == Method.RANK:
        facts.append(
            (
                _("How it is counted"),
                _(
                    "Instant runoff; the Borda count is shown beside it. Of the last ones, who has fewest "
                    "Borda points goes out."
                ),
            )
        )
    facts += [
        (_("Who votes"), _("One ballot an organisation, by who is accredited to speak for it")),
        (_("Last day"), found.closes_on),
        (
            _("While it is open"),
            _("how many have voted is shown") if found.shows_live else _("nothing is shown"),
        ),
    ]
    if found.rule_sha256:
        facts.append((_("Fixed before opening (SHA-256)"), found.rule_sha256))
    return facts


def results(found: Consultation, options: list[Option]) -> dict[str, Any]:
    """What was counted, with words instead of numbers of options."""
    if found.state != Stage.CLOSED:
        return {}
    counted, texts = found.results, {o.number: o.text for o in options}
    shown: dict[str, Any] = {"ballots": counted["ballots"], "turnout": _turnout(counted["turnout"])}
    if "by" in counted:
        standing = [o.text for o in sorted(options, key=lambda o: o.number) if o.place == Place.STANDING]
        shown["by"] = [(title, standing, rows) for title, rows in _by(counted["by"])]
        shown["by_what"] = _counted(counted["method"])
    if "counts" in counted:
        shown["counts"] = [(texts.get(number, number), n) for number, n in counted["counts"]]
    if "borda" in counted:
        shown["borda"] = [(texts.get(number, number), n) for number, n in counted["borda"]]
        shown["rounds"] = [
            {
                "counts": sorted(
                    ((texts.get(int(k), k), n) for k, n in r["counts"].items()), key=lambda c: -c[1]
                ),
                "out": texts.get(r["out"], ""),
            }
            for r in counted["rounds"]
        ]
    if "statements" in counted:
        shown["statements"] = [
            (texts.get(o, o), agree, no, skip) for o, agree, no, skip in counted["statements"]
        ]
        shown["opinion"] = _opinion(counted["opinion"], texts)
    return shown


def _opinion(found: dict[str, Any], texts: dict[int, str]) -> dict[str, Any]:
    agreement = found["agreement"]
    return {
        "why_none": found["why_none"],
        "sizes": found["sizes"],
        "common": [(texts.get(o, o), [f"{s:.0%}" for s in agreement[str(o)]]) for o in found["common"]],
        "divisive": [(texts.get(o, o), [f"{s:.0%}" for s in agreement[str(o)]]) for o in found["divisive"]],
    }


def _counted(method: str) -> str:
    """What the numbers of a breakdown are."""
    return {
        Method.APPROVE.value: _("Votes by option"),
        Method.DOTS.value: _("Dots by option"),
        Method.RANK.value: _("Borda points"),
        Method.STATEMENTS.value: _("How many agree, disagree and pass"),
    }[method]


def _by(found: dict[str, dict[str, list[Any]]]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Each breakdown that may be shown, with its rows: a value and how many of it chose each option."""
    return [
        (
            title,
            [(names.get(k, k), [_cell(n) for n in found[part][k]]) for k in found[part]],
        )
        for part, title, names in _parts(found)
        if found[part]
    ]


def _cell(counted: int | list[int]) -> str:
    return " · ".join(str(n) for n in counted) if isinstance(counted, list) else str(counted)


def _turnout(found: dict[str, dict[str, int | None]]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (title, [(names.get(key, key), "*" if n is None else str(n)) for key, n in found[part].items()])
        for part, title, names in _parts(found)
        if any(n is not None for n in found[part].values())
    ]


def _parts(found: Any) -> list[tuple[str, str, dict[str, str]]]:
    """The three breakdowns, each with its title and what its values are called."""
    groups = {g.pk: str(g) for g in StakeholderGroup.objects.filter(pk__in=found["group"])}
    places = {t.code: str(t) for t in Territory.objects.filter(code__in=found["country"])}
    genders = {key: str(Gender(key).label) for key in found["gender"]}
    return [
        ("group", _("By group"), groups),
        ("country", _("By country"), places),
        ("gender", _("By gender"), genders),
    ]
