"""What a report can be about."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    COUNTRY = "country", pgettext_lazy("report", "Country report")
    OBJECTIVE = "objective", pgettext_lazy("report", "Objective report")
    ROUND_TABLE = "round-table", pgettext_lazy("report", "Follow-up by round table of the Forum")
    MECHANISM = "mechanism", pgettext_lazy("report", "Brief on a mechanism")
