"""Data sets, indicators and figures, each with its source."""
