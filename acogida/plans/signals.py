"""What plans announce, on commit: for the modules above."""

from django.dispatch import Signal

# sent with `version`: a PlanVersion
adopted = Signal()
# sent with `progress`: a Progress
progress_reported = Signal()
