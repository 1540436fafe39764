"""A whole installation in one open file, whatever its engine: every table as JSON lines, every kept file.

A backup is quicker and byte for byte, but goes back into the engine it came from. This goes into any.
"""
