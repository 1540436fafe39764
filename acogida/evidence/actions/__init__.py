"""What people do with figures: cite them, import their own, open them to everyone."""

from acogida.evidence.actions.catalogue import load_catalogue, load_public_facts, rebuild_figures
from acogida.evidence.actions.citing import cite

__all__ = ["cite", "load_catalogue", "load_public_facts", "rebuild_figures"]
