"""Words, tones and dates for the pages of training."""
