"""Pledges as people write them, and the filters of the lists."""
