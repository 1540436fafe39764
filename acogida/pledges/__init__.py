"""Promises and what came of them."""
