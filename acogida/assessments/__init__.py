"""A municipality measures its own migration governance."""
