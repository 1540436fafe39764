"""Words and tones for pages, and the neutral tree of the report."""
