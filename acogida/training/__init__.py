"""Programmes, courses, sessions and certificates."""
