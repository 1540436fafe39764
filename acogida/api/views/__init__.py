"""Pages of the API and the open data."""
