"""What people do in dialogues: one function a deed, one transaction, one audit line."""
