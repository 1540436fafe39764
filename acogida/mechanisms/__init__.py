"""Mechanisms: who meets whom about what, where efforts double, and where nobody works."""
