"""Words, tones and numbers for the pages of plans."""
