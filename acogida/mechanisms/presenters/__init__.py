"""Words for the pages of mechanisms."""
