"""What dialogues announce, on commit: for the modules above."""

from django.dispatch import Signal

# Sent with `event`: an Event whose figures have just been frozen.
event_closed = Signal()
# Sent with `recommendation` and `answer`: what a government has just answered.
recommendation_answered = Signal()
# Sent with `event` and `text`: a replicable idea somebody took home; never with who.
idea_taken_home = Signal()
