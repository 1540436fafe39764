"""Countries, first-level divisions and municipalities."""
