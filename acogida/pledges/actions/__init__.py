"""What people do to pledges: one function a deed, one transaction, one audit line."""

from acogida.pledges.actions.shipped import load_public_pledges

__all__ = ["load_public_pledges"]
