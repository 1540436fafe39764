"""Pages of plans: the organisation's own, and everybody's."""
