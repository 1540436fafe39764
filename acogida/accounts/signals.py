"""What accounts announces, on commit; modules above listen."""

from django.dispatch import Signal

# Each sends `membership` (with its user and organisation), `by` and `at`.
membership_begun = Signal()  # also `invited_by`
role_changed = Signal()
membership_ended = Signal()

# Sends `user`, already anonymous, `email`, the address it had, and `at`.
account_deleted = Signal()
