"""What says one thing, and what says where we are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from acogida.design.gallery.example import Example
from acogida.design.palette import TONES


@dataclass(frozen=True)
class ExampleObjective:
    """Stands for an objective of the Compact: `compact` has the real ones."""

    number: int
    short: str

    def __str__(self) -> str:
        return _("Example of the full title of an objective, as adopted, long enough to need a second line")


def examples() -> dict[str, list[Example]]:
    return {**_said(), **_placed()}


def _said() -> dict[str, list[Example]]:
    notices = {
        "info": _("The consultation is open until Friday."),
        "success": _("Your answer was saved."),
        "warning": _("This answer has no evidence yet: it stays “stated”."),
        "error": _("The target has no unit. Nothing was saved; what you typed is still here."),
        "neutral": _("Compiled from public sources."),
    }
    states = {
        "neutral": _("Draft"),
        "info": _("Under way"),
        "success": _("Done"),
        "warning": _("Due this week"),
        "error": _("Late"),
    }
    objective = ExampleObjective(15, _("Access to basic services"))
    figure = {
        "value": "12 345",
        "label": _("People born abroad"),
        "period": "2020",
        "source": _("Example census"),
        "note": _("figure of the country"),
    }
    return {
        "notice": [
            *(Example(tone, {"text": text, "tone": tone}) for tone, text in notices.items()),
            Example(_("with a title"), {"text": notices["info"], "title": _("Open consultation")}),
        ],
        "mark": [
            Example(_("Yes"), {"text": _("Yes")}),
            Example(_("Theirs"), {"text": _("Theirs"), "shape": "part"}),
            Example(_("With the link"), {"text": _("With the link"), "shape": "ring"}),
            Example(_("No"), {"text": _("No"), "shape": "none"}),
        ],
        "tag": [
            *(Example(tone, {"text": states[tone], "tone": tone}) for tone in TONES),
            Example(_("that leads somewhere"), {"text": "Guatemala", "href": "#tag", "icon": "place"}),
        ],
        "objective": [
            Example(_("with its short name"), {"objective": objective}),
            Example(_("that leads somewhere"), {"objective": objective, "href": "#objective"}),
            Example(_("with its full title"), {"objective": objective, "full": True}),
        ],
        "status": [Example(tone, {"text": states[tone], "tone": tone}) for tone in TONES],
        "audience": [Example("", {"text": _("Anybody on the web will see this plan.")})],
        "source": [
            Example("", {"text": _("Example census"), "url": "#source", "date": "2020", "note": _("table 4")})
        ],
        "figure": [Example("", figure), Example(_("with a unit"), {**figure, "value": "4,2", "unit": "%"})],
        "clock": [
            Example("", {"value": "4:32", "label": _("Example network"), "tone": "neutral"}),
            Example(_("a minute left"), {"value": "0:48", "label": _("Example network"), "tone": "warning"}),
            Example(
                _("the time is over"), {"value": "−0:07", "label": _("Example network"), "tone": "error"}
            ),
        ],
        "progress": [Example("", {"value": 38, "total": 95, "label": _("Questions answered")})],
    }


def _placed() -> dict[str, list[Example]]:
    steps = [_("Diagnosis"), _("Prioritisation"), _("Design"), _("Adoption"), _("Implementation")]
    states = ["done", "done", "current", "next", "next"]
    crumbs = [("#crumbs", _("Home")), ("#crumbs", _("Plans")), ("", _("Plan of Example"))]
    tabs = [
        ("#tabs", _("Summary"), True),
        ("#tabs-2", _("Actions"), False),
        ("#tabs-3", _("Progress"), False),
    ]
    return {
        "crumbs": [Example("", {"items": crumbs})],
        "tabs": [Example("", {"items": tabs, "label": _("Parts of the plan")})],
        "pager": [Example("", {"previous": "#pager", "next": "#pager"})],
        "stepper": [
            Example(
                "",
                {
                    "steps": [
                        {"label": label, "state": state, "url": "#stepper" if state != "next" else ""}
                        for label, state in zip(steps, states, strict=True)
                    ],
                    "label": _("Stages of the cycle"),
                },
            )
        ],
        "contents": [Example("", {"items": [("contents", _("Diagnosis")), ("contents", _("Actions"))]})],
        "print_header": [
            Example(
                _("only on paper"),
                {"title": _("Plan of Example"), "source": "acogida.example", "date": "2026"},
            )
        ],
    }
