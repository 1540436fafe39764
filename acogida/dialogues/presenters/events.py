"""How the pages show an event: its hours, its panels, its figures."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acogida.design.charts import Chart, bar_chart
from acogida.dialogues.models import Event, Gender, Sector, Theme, Where
from acogida.dialogues.queries.balance import Balance
from acogida.dialogues.queries.figures import shown
from acogida.dialogues.queries.times import of_theme
from acogida.dialogues.states import EventState
from acogida.territories.models import Territory

TONES = {
    EventState.PREPARING: "neutral",
    EventState.INVITED: "info",
    EventState.UNDER_WAY: "warning",
    EventState.CLOSED: "info",
    EventState.REPORTED: "success",
}


def side_label(side: str) -> str:
    return str(_("Civil society") if side == "civil_society" else Sector(side).label)


def themes(event: Event, found: list[Theme]) -> list[dict[str, Any]]:
    """Each theme as its page shows it."""
    return [
        {
            "it": theme,
            "strip": of_theme(theme, event),
            "title": f"{theme.number}. {theme.title}",
            "panel": list(theme.panel.all()),
            "format": theme.get_format_display(),
        }
        for theme in found
    ]


def balances(found: list[Balance]) -> list[dict[str, Any]]:
    """The scales in words, each line with its tone: what is right is said too."""
    rows = []
    for one in found:
        told = [
            (
                _("%(side)s: %(has)s of %(wanted)s seats")
                % {"side": side_label(w.side), "has": w.has, "wanted": w.wanted},
                "success" if w.is_met else "warning",
            )
            for w in one.sides
        ]
        told.append(_gender(one))
        if one.repeated:
            words = _("More than one seat: %(countries)s") % {"countries": ", ".join(one.repeated)}
            told.append((words, "warning"))
        else:
            told.append(
                (
                    ngettext("%(n)s country, none twice", "%(n)s countries, none twice", len(one.countries))
                    % {"n": len(one.countries)},
                    "success",
                )
            )
        if one.absent:
            absent = ", ".join(f"{country} ({n})" for country, n in one.absent)
            told.append(
                (
                    _("Most members of the Mechanism and no seat: %(countries)s") % {"countries": absent},
                    "info",
                )
            )
        rows.append({"theme": one.theme, "told": told, "is_even": one.is_even})
    return rows


def _gender(one: Balance) -> tuple[str, str]:
    said = ", ".join(
        f"{Gender(key).label} {n}" for key, n in sorted(one.genders.items()) if key != Gender.UNSAID
    )
    if one.has_gender_balance is None:
        return _("Gender: too few have said to tell"), "neutral"
    return (
        _("Gender: %(said)s") % {"said": said},
        "success" if one.has_gender_balance else "warning",
    )


def _labels(part: str, keys: list[str]) -> dict[str, str]:
    if part == "sectors":
        return {key: str(Sector(key).label) for key in keys}
    if part == "genders":
        return {key: str(Gender(key).label) for key in keys}
    if part == "returning":
        return {"new": _("First time"), "returning": _("Had come before")}
    if part == "where":
        return {key: str(Where(key).label) for key in keys}
    return {t.code: str(t) for t in Territory.objects.filter(code__in=keys)}


def figures(event: Event) -> list[dict[str, Any]]:
    """The frozen figures of each theme; published ones as printed, with what cannot be read in the source."""
    published = event.figures.get("origin") == "published"
    titles = {theme.number: theme.title for theme in event.themes.all()}
    out = []
    for found in event.figures.get("themes", []):
        parts = []
        for part, title in _parts():
            cells = found.get(part)
            if not isinstance(cells, dict) or not cells:
                continue
            labels = _labels(part, list(cells))
            if published:
                rows = [(key, n) for key, n in sorted(cells.items(), key=lambda c: (-c[1], c[0]))]
            else:
                rows = shown(cells, found["participants"])
            table = [(labels.get(key, key), "*" if n is None else str(n)) for key, n in rows]
            if found.get("unreadable") and part == "sectors":
                table.append((_("Not readable in the source"), str(found["unreadable"])))
            parts.append({"title": title, "rows": table, "hides": any(n is None for _k, n in rows)})
        countries = found["countries"] if published else len(found["countries"])
        out.append(
            {
                "title": f"{found['theme']}. {titles.get(found['theme'], '')}",
                "participants": found["participants"],
                "countries": countries,
                "parts": parts,
            }
        )
    return out


def _parts() -> list[tuple[str, str]]:
    return [
        ("sectors", _("By sector")),
        ("genders", _("By gender")),
        ("countries", _("By country")),
        ("returning", _("New or returning")),
        ("where", _("Where people took part")),
    ]


def sector_chart(event: Event, theme: dict[str, Any]) -> Chart | None:
    """The sectors of one theme as bars, for the report; hidden ones are left out and said."""
    part = next((p for p in theme["parts"] if p["title"] == _("By sector")), None)
    if part is None:
        return None
    rows = [(label, float(n)) for label, n in part["rows"] if n != "*"]
    if not rows:
        return None
    sentence = _("%(n)s people took part, from %(countries)s countries.") % {
        "n": theme["participants"],
        "countries": theme["countries"],
    }
    return bar_chart(
        _("%(theme)s: people by sector, %(year)s") % {"theme": theme["title"], "year": event.held_on.year},
        rows,
        unit=_("people"),
        sentence=sentence,
        source=event.source or event.title,
    )
