"""What people do in training: one function a deed, one transaction, one audit line."""
