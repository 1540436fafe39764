"""The registry of components: each with the words it takes. A word it does not know is an error.

Decision 0001: our own small registry over plain includes. Pages write
`{% component "notice" text=… tone="warning" %}`, or `{% slot "card" title=… %}…{% endslot %}` where
the component holds other markup. Every component stands in the gallery at /design/.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Component:
    """`required` words must be given; `optional` ones have the value shown when they are not."""

    name: str
    required: tuple[str, ...] = ()
    optional: Mapping[str, Any] = field(default_factory=dict)
    slot: bool = False

    @property
    def template(self) -> str:
        return f"design/components/{self.name}.html"

    def context(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The words of one use, complete. Raises ValueError on a word missing or unknown."""
        missing = [word for word in self.required if word not in given]
        unknown = [w for w in given if w not in self.required and w not in self.optional]
        if missing or unknown:
            raise ValueError(
                f"component {self.name!r}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}"
            )
        return {**self.optional, **given}


def _named(*components: Component) -> dict[str, Component]:
    return {component.name: component for component in components}


COMPONENTS = _named(
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
    ),
    Component("notice", ("text",), {"tone": "info", "title": ""}),
    Component("field", ("field",), {"hint": ""}),
    Component("form_errors", ("form",)),
    Component("tag", ("text",), {"tone": "neutral", "href": "", "icon": ""}),
    Component("objective", ("objective",), {"href": "", "full": False}),
    Component("status", ("text",), {"tone": "neutral"}),
    Component("crumbs", ("items",)),
    Component("tabs", ("items",), {"label": ""}),
    Component("table", (), {"caption": "", "numeric": False}, slot=True),
    Component("card", ("title",), {"href": "", "note": ""}, slot=True),
    Component("disclosure", ("summary",), {"open": False}, slot=True),
    Component("empty", ("title", "text"), {"href": "", "label": ""}),
    Component("pager", (), {"previous": "", "next": ""}),
    Component("stepper", ("steps",), {"label": ""}),
    Component("progress", ("value", "total", "label")),
    Component("chart", ("chart",)),
    Component("map", ("map",)),
    Component("timeline", ("timeline",)),
    Component("ribbon", ("strand",)),
    Component("source", ("text",), {"url": "", "date": "", "note": ""}),
    Component(
        "figure",
        ("value", "label"),
        {"unit": "", "period": "", "source": "", "url": "", "note": ""},
    ),
    Component("facts", ("items",)),
    Component("audience", ("text",)),
    Component("facets", ("groups",), {"action": ""}),
    Component("evidence", ("items",)),
    Component("diff", ("rows",)),
    Component("search", ("action", "label"), {"value": "", "name": "q", "hint": ""}),
    Component("copy", ("text", "label")),
    Component("print_header", ("title",), {"source": "", "date": ""}),
)
