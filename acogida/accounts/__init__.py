"""People, organisations, and who holds which role when."""
