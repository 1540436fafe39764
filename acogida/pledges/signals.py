"""What pledges announce, on commit: for the modules above."""

from django.dispatch import Signal

# sent with `pledge`: a Pledge
announced = Signal()
# sent with `update`: an Update
updated = Signal()
# sent with `pledge`: a Pledge
closed = Signal()
