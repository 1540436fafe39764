"""The registry of components: each with the words it takes. A word it does not know is an error.

Decision 0001: our own small registry over plain includes. Pages write
`{% component "notice" text=… tone="warning" %}`, or `{% slot "card" title=… %}…{% endslot %}` where
the component holds other markup. Every component stands in the gallery at /design/.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

from acogida.design.icons import ICONS
from acogida.design.labels import labelled
from acogida.design.palette import TONES

ICON_NAMES = ("", *ICONS)
# Django's messages have a level "debug"; it looks as an ordinary one.
NOTICE_TONES = (*TONES, "debug")
CLOCK_TONES = ("neutral", "warning", "error")
MARK_SHAPES = ("full", "part", "ring", "none")
BUTTON_TONES = ("primary", "secondary", "quiet", "danger")


@dataclass(frozen=True)
class Component:
    """`required` words must be given; `optional` ones have the value shown when they are not.

    `choices` lists the values some words may have. `slot` components hold other markup.
    """

    name: str
    required: tuple[str, ...] = ()
    optional: Mapping[str, Any] = field(default_factory=dict)
    slot: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"design/components/{self.name}.html"

    def check(self, words: Iterable[str]) -> None:
        """Raises ValueError on a word missing or unknown."""
        given = set(words)
        missing = [word for word in self.required if word not in given]
        unknown = sorted(given - {*self.required, *self.optional})
        if missing or unknown:
            raise ValueError(
                f"component {self.name!r}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}"
            )

    def context(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The words of one use, complete. Raises ValueError on a wrong word or a value not on offer."""
        self.check(given)
        values = {**self.optional, **given}
        for word, allowed in self.choices.items():
            if str(values[word]) not in allowed:
                raise ValueError(f"component {self.name!r}: {word} is {values[word]!r}, not one of {allowed}")
        return values

    def render(self, given: Mapping[str, Any], *, inner: str | None = None, **around: Any) -> SafeString:
        """The component as markup. `around` is what every component may read: request, csrf_token."""
        values = {**self.context(given), **around}
        if self.slot:
            values["inner"] = (
                SafeString(labelled(inner)) if self.name == "table" and inner is not None else inner
            )
        return SafeString(get_template(self.template).render(values))


def _named(*components: Component) -> dict[str, Component]:
    return {component.name: component for component in components}


COMPONENTS = _named(
    # What is pressed and filled in.
    Component(
        "button",
        ("label",),
        {
            "href": "",
            "tone": "primary",
            "type": "submit",
            "name": "",
            "value": "",
            "icon": "",
            "form": "",
        },
        choices={"tone": BUTTON_TONES, "icon": ICON_NAMES},
    ),
    # `field` is a bound field of a Django form; choices, ticks and files are laid out as such.
    Component("field", ("field",), {"hint": ""}),
    Component("form_errors", ("form",)),
    Component("search", ("action", "label"), {"value": "", "name": "q", "hint": ""}),
    # `groups`: label, name, options (value, label, count, checked), `open` unless False; `keep`: pairs.
    Component("facets", ("groups",), {"action": "", "keep": ()}),
    Component("copy", ("text", "label")),
    # Shows and announces what htmx saves in the form around it (or the one that names its id).
    Component("autosave", (), {"id": "", "text": ""}),
    # `items` are (address, words) pairs.
    Component("menu", ("label", "items"), {"icon": ""}, choices={"icon": ICON_NAMES}),
    # `items`: key, address, words; `g` and the key go there, `/` alone to the search.
    Component("shortcuts", ("items",), {"id": "shortcuts", "open": False}),
    Component("actions", (), slot=True),
    # What says one thing.
    Component("notice", ("text",), {"tone": "info", "title": ""}, choices={"tone": NOTICE_TONES}),
    Component(
        "tag",
        ("text",),
        {"tone": "neutral", "href": "", "icon": ""},
        choices={"tone": TONES, "icon": ICON_NAMES},
    ),
    Component("objective", ("objective",), {"href": "", "full": False}),
    Component("status", ("text",), {"tone": "neutral"}, choices={"tone": TONES}),
    # A cell of a matrix: a shape and, for who hears or reads on a phone, its words.
    Component("mark", ("text",), {"shape": "full"}, choices={"shape": MARK_SHAPES}),
    Component("audience", ("text",)),
    Component("source", ("text",), {"url": "", "date": "", "note": ""}),
    Component(
        "figure",
        ("value", "label"),
        {"unit": "", "period": "", "source": "", "url": "", "note": ""},
    ),
    Component("progress", ("value", "total", "label")),
    # The time left to whoever has the floor.
    Component("clock", ("value", "label"), {"tone": "neutral", "big": False}, choices={"tone": CLOCK_TONES}),
    # Where we are.
    Component("crumbs", ("items",)),
    Component("tabs", ("items",), {"label": ""}),
    Component("pager", (), {"previous": "", "next": ""}),
    # `steps`: label, state (done, current, next) and url.
    Component("stepper", ("steps",), {"label": ""}),
    # `items` are (fragment, words) pairs of a long page.
    Component("contents", ("items",), {"label": ""}),
    Component("print_header", ("title",), {"source": "", "date": ""}),
    # The thing itself.
    Component("facts", ("items",)),
    # A matrix has many narrow columns of marks; on a phone its empty cells are left out.
    Component("table", (), {"caption": "", "numeric": False, "matrix": False}, slot=True),
    Component("card", ("title",), {"href": "", "note": ""}, slot=True),
    Component("cards", (), slot=True),
    Component("disclosure", ("summary",), {"open": False}, slot=True),
    Component("empty", ("title", "text"), {"href": "", "label": ""}),
    # `items`: words, or title with url, kind (text, link, file, law), date, note, grade and tone.
    Component("evidence", ("items",)),
    # `items`: by, at, text, note.
    Component("comments", ("items",), {"label": ""}),
    # `rows`: label, before, after.
    Component("diff", ("rows",), {"before": "", "after": ""}),
    # Drawings.
    Component("chart", ("chart",)),
    Component("map", ("map",)),
    Component("timeline", ("timeline",)),
    # `rows`: city, weekday, start, end, ends_next_day; the same hours by the clock of several cities.
    Component("time_strip", ("title", "rows")),
    # `strand` is a core.thread.Strand.
    Component("ribbon", ("strand",)),
    # `about` is a thing as schema.org says it: for search engines and programs, nothing to see or run.
    # `invented` things of the demonstration say so.
    Component("linked_data", ("about",), {"invented": False}),
)
