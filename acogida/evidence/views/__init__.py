"""Pages of figures, by whom they are for."""

from acogida.evidence.views import public

__all__ = ["public"]
