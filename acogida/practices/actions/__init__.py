"""What people do to practices: one function a deed, one transaction, one audit line."""

from acogida.practices.actions.compiled import load
from acogida.practices.actions.drafts import discard, start, write
from acogida.practices.actions.ground import Stale

__all__ = ["Stale", "discard", "load", "start", "write"]
