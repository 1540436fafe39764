"""Pages of figures, by whom they are for."""
