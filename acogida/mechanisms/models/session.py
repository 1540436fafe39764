"""What comes of an annual session of mechanisms: actions that two or more of them take on together."""

from django.db import models
from django.db.models import Q

from acogida.accounts.models import User
from acogida.compact.models import Objective
from acogida.dialogues.models import Event
from acogida.mechanisms.models.mechanism import Mechanism
from acogida.pledges.models import Pledge


class JointAction(models.Model):
    """What several mechanisms said at a session that they would do together.

    `pledge` is the promise in partnership by which an organisation took it up, followed as any other.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="joint_actions")
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=3000)
    mechanisms = models.ManyToManyField(Mechanism, related_name="joint_actions")
    objectives = models.ManyToManyField(Objective, related_name="+")
    until = models.DateField(null=True, blank=True)
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, related_name="joint_actions")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_joint_action_says_what_will_be_done", condition=~Q(title="") & ~Q(description="")
            )
        ]

    def __str__(self) -> str:
        return self.title
