"""What services announce, sent on commit."""

from django.dispatch import Signal

service_published = Signal()  # service
month_sent = Signal()  # organisation, month: its counts are a data set now
