"""What accounts announces, on commit; modules above listen."""

from django.dispatch import Signal

# Each sends `membership` (with its user and organisation) and `at`.
membership_begun = Signal()
membership_ended = Signal()

# Sends `user`, already anonymous, `email`, the address it had, and `at`.
account_deleted = Signal()
