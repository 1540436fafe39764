"""One use of a component."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from acogida.design.components import COMPONENTS


@dataclass(frozen=True)
class Example:
    """One use of a component, with the state it shows."""

    state: str
    words: Mapping[str, Any] = field(default_factory=dict)
    inner: str = ""

    def shown(self, name: str) -> SafeString:
        component = COMPONENTS[name]
        inner = mark_safe(self.inner) if component.slot else None
        return component.render(self.words, inner=inner)
