"""The larger parts: tables, cards, evidence, the thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from acogida.core.thread import Bead
from acogida.design.components import COMPONENTS
from acogida.design.gallery.example import Example


@dataclass(frozen=True)
class ExampleBead(Bead):
    """A bead without the module that would register its kind."""

    word: str = ""

    @property
    def label(self) -> str:
        return self.word

    @property
    def thread_url(self) -> str:
        return "#ribbon"


@dataclass(frozen=True)
class ExampleStrand:
    bead: Bead
    causes: Sequence[Bead] = ()
    effects: Sequence[Bead] = ()


TABLE = (
    '<thead><tr><th scope="col">{0}</th><th scope="col" class="number">{1}</th>'
    '<th scope="col">{2}</th></tr></thead>'
    '<tbody><tr><th scope="row">{3}</th><td class="number">120</td><td>{4}</td></tr>'
    '<tr><th scope="row">{5}</th><td class="number">8</td><td>{6}</td></tr></tbody>'
)

MATRIX = (
    '<thead><tr><th scope="col">{0}</th><th scope="col">{1}</th><th scope="col">{2}</th></tr></thead>'
    '<tbody><tr><th scope="row">{3}</th><td>{4}</td><td>{5}</td></tr></tbody>'
)


STRIP = [
    {"city": "San José", "weekday": "8 / 8", "start": "08:00", "end": "10:00", "ends_next_day": False},
    {"city": "Bridgetown", "weekday": "8 / 8", "start": "10:00", "end": "12:00", "ends_next_day": False},
    {"city": "Buenos Aires", "weekday": "8 / 8", "start": "23:00", "end": "01:00", "ends_next_day": True},
]


def examples() -> dict[str, list[Example]]:
    return {**_held(), **_told()}


def _held() -> dict[str, list[Example]]:
    table = TABLE.format(
        _("Action"),
        _("People reached"),
        _("State"),
        _("Help desk in the bus station"),
        _("Under way"),
        _("Course for officials"),
        _("Late"),
    )
    matrix = MATRIX.format(
        _("Page"),
        _("Visitor"),
        _("Editor"),
        _("Edit the action"),
        COMPONENTS["mark"].render({"text": _("No"), "shape": "none"}),
        COMPONENTS["mark"].render({"text": _("Theirs"), "shape": "part"}),
    )
    card = {"title": _("Plan of Example"), "href": "#card", "note": _("Adopted, 2026–2027")}
    said = _("Twelve actions under five objectives, with what came of them.")
    paragraph = f"<p>{said}</p>"
    facts = [(_("Territory"), _("Example (demonstration)")), (_("Period"), "2026–2027"), (_("Actions"), "12")]
    return {
        "facts": [Example("", {"items": facts})],
        "table": [
            Example("", {"caption": _("Actions of the plan, 2026")}, table),
            Example(_("as a matrix of marks"), {"caption": _("Who may open what"), "matrix": True}, matrix),
            Example(
                _("with numbers"), {"caption": _("The same, numbers to the right"), "numeric": True}, table
            ),
        ],
        "card": [
            Example("", card, paragraph),
            Example(_("that leads nowhere"), {"title": card["title"]}, paragraph),
        ],
        "cards": [
            Example(
                "", inner="".join(COMPONENTS["card"].render(card, inner=mark_safe(paragraph)) for _i in "abc")
            )
        ],
        "disclosure": [
            Example(_("folded"), {"summary": _("How is this measured?")}, paragraph),
            Example(_("unfolded"), {"summary": _("Who may see this?"), "open": True}, paragraph),
        ],
        "linked_data": [
            Example(_("nothing to see"), {"about": {"@type": "Organization", "name": "Acogida"}}),
        ],
        "empty": [
            Example(
                "",
                {
                    "title": _("No challenges yet"),
                    "text": _("A challenge says what is wrong and for whom, with its cause."),
                    "href": "#empty",
                    "label": _("Write the first challenge"),
                },
            )
        ],
    }


def _told() -> dict[str, list[Example]]:
    evidence = [
        {
            "kind": "law",
            "title": _("Municipal ordinance 12"),
            "date": "2024",
            "grade": _("Confirmed"),
            "tone": "success",
        },
        {
            "kind": "link",
            "title": _("Page of the help desk"),
            "url": "#evidence",
            "grade": _("Documented"),
            "tone": "info",
        },
        {"kind": "text", "title": _("The council says so"), "grade": _("Stated"), "tone": "neutral"},
    ]
    comments = [
        {
            "by": _("Department of health"),
            "at": "2026-03-02",
            "text": _("We have an interpreter on Mondays."),
        },
        {"by": _("Migration office"), "at": "2026-03-03", "text": _("Thank you; please add the decree.")},
    ]
    rows = [
        {"label": _("Target"), "before": "500", "after": "650"},
        {"label": _("Partners"), "before": "", "after": _("Public library")},
        {"label": _("Responsible unit"), "before": _("Social development"), "after": _("Social development")},
    ]
    return {
        "evidence": [Example("", {"items": evidence})],
        "comments": [Example("", {"items": comments, "label": _("Comments on this answer")})],
        "diff": [Example("", {"rows": rows})],
        "ribbon": [Example("", {"strand": _strand()})],
        "time_strip": [Example("", {"title": _("Session 1"), "rows": STRIP})],
    }


def _strand() -> ExampleStrand:
    def bead(word: str, title: str, url: str = "#ribbon", note: str = "") -> ExampleBead:
        return ExampleBead(word, 1, title, url, note, word=word)

    return ExampleStrand(
        bead=bead(_("Action"), _("Open a help desk in the bus station")),
        causes=[
            bead(_("Challenge"), _("People arriving do not know where to ask")),
            bead(_("Answer"), _("Is there an information service? Partly")),
        ],
        effects=[
            bead(_("Indicator"), _("People attended at the desk"), note=_("300 of 500")),
            bead(_("Progress"), _("The desk opened in March"), url=""),
        ],
    )
