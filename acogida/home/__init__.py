"""Front page, what is due this week, search, the golden thread."""
