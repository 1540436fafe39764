"""Input to clean data; nothing here saves."""
