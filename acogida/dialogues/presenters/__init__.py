"""Words, tones and dates for the templates."""
