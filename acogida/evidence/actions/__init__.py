"""What people do with figures: cite them, import their own, open them to everyone."""

from acogida.evidence.actions.catalogue import load_catalogue, load_public_facts, rebuild_figures
from acogida.evidence.actions.citing import cite
from acogida.evidence.actions.importing import bring_in, choose, discard, open_to_everyone, upload
from acogida.evidence.actions.undoing import take_back

__all__ = [
    "bring_in",
    "choose",
    "cite",
    "discard",
    "load_catalogue",
    "load_public_facts",
    "open_to_everyone",
    "rebuild_figures",
    "take_back",
    "upload",
]
