"""Who knows a pledge first hand, and may say that a report on it is true."""

from django.db.models import Q

from acogida.accounts.models import Organisation
from acogida.pledges.models import Backing, Pledge, Update
from acogida.pledges.states import State


def counterparts(update: Update) -> list[Organisation]:
    """Who promises together, the municipality whose plan is backed, who matches it; never the reporter."""
    pledge = update.pledge
    backed = Backing.objects.agreed().filter(pledge=pledge).values("action__plan__organisation")
    tied = Pledge.objects.exclude(state=State.DRAFT).filter(Q(matches=pledge) | Q(pk=pledge.matches_id))
    found = Organisation.objects.filter(
        Q(pk=pledge.organisation_id)
        | Q(pk__in=pledge.partners.confirmed().values("organisation"))
        | Q(pk__in=backed)
        | Q(pk__in=tied.filter(organisation__isnull=False).values("organisation"))
    )
    return list(found.exclude(pk=update.organisation_id).order_by("name", "pk"))
