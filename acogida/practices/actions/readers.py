"""What readers do: keep a search and hear of what is new in it, ask those who did a practice."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.accounts.models import User
from acogida.core import audit
from acogida.core.errors import Refused
from acogida.notices.actions import notify
from acogida.notices.models import NoticeClass
from acogida.practices import rules
from acogida.practices.actions import tell
from acogida.practices.actions.ground import locked
from acogida.practices.models import Enquiry, Practice, SavedSearch
from acogida.practices.queries.kept import address_of, new_in
from acogida.practices.states import PUBLIC

MOST_SEARCHES = 20
ENQUIRIES_A_DAY = 5
LONGEST = 3000
INDEXED_AFTER = timedelta(hours=1)
FOUND = gettext_lazy("New in your search “{title}”: {number}.")


@transaction.atomic
def keep_search(*, address: str, title: str, language: str, by: User, at: datetime) -> SavedSearch:
    """Keep a search, as its address says it; what is published from now on is told by notice."""
    if len(address) > 1500:
        raise Refused(_("This search has too many filters to be kept."))
    known = SavedSearch.objects.filter(user=by, address=address).first()
    if known:
        return known
    if SavedSearch.objects.filter(user=by).count() >= MOST_SEARCHES:
        raise Refused(_("You keep %(most)s searches already: let one go first.") % {"most": MOST_SEARCHES})
    kept = SavedSearch.objects.create(
        user=by, title=title.strip()[:160], address=address, language=language, created_at=at, told_at=at
    )
    audit.record("practices.search_kept", kept, by=by, at=at)
    return kept


@transaction.atomic
def let_search_go(kept: SavedSearch, *, by: User, at: datetime) -> None:
    if kept.user_id != by.pk:
        raise Refused(_("Only you can let go of a search of yours."))
    audit.record("practices.search_let_go", kept, by=by, at=at)
    kept.delete()


@transaction.atomic
def tell_searches(*, at: datetime) -> int:
    """Once a day: who keeps a search hears what was published in it since. How many were told.

    What was published within the last hour may not be in the index yet: it is told the next day.
    """
    until, told = at - INDEXED_AFTER, 0
    kept_ones = SavedSearch.objects.select_for_update(of=("self",)).select_related("user")
    for kept in kept_ones.filter(user__is_active=True, told_at__lt=until).order_by("pk"):
        if found := new_in(kept, until=until):
            notify(
                kept.user,
                notice_class=NoticeClass.NEWS,
                text=format_lazy(FOUND, title=kept.title, number=len(found)),
                url=address_of(kept),
                at=at,
            )
            told += 1
        kept.told_at = until
        kept.save(update_fields=["told_at"])
    return told


@transaction.atomic
def enquire(practice: Practice, *, text: str, by: User, at: datetime) -> Enquiry:
    """Ask the people of a published practice; they are told by notice and answer here."""
    practice = locked(practice)
    if practice.state not in PUBLIC or practice.organisation_id is None:
        raise Refused(_("Nobody here answers for this practice."))
    if rules.may_write(by, practice):
        raise Refused(_("It is your own practice."))
    if not text.strip():
        raise Refused(_("Write the question."))
    if len(text) > LONGEST:
        raise Refused(_("A question has %(longest)s characters at most.") % {"longest": LONGEST})
    mine = Enquiry.objects.filter(by=by)
    if mine.filter(practice=practice, answered_at=None).exists():
        raise Refused(_("Your last question about this practice waits for its answer."))
    if mine.filter(asked_at__gt=at - timedelta(days=1)).count() >= ENQUIRIES_A_DAY:
        raise Refused(
            _("You have asked %(most)s questions today. Ask again tomorrow.") % {"most": ENQUIRIES_A_DAY}
        )
    enquiry = Enquiry.objects.create(practice=practice, by=by, text=text.strip(), asked_at=at)
    audit.record("practices.enquired", enquiry, by=by, at=at)
    tell.enquired(enquiry, at=at)
    return enquiry


@transaction.atomic
def reply(enquiry: Enquiry, *, answer: str, by: User, at: datetime) -> Enquiry:
    """Answer it; who asked is told by notice."""
    enquiry = (
        Enquiry.objects.select_for_update(of=("self",))
        .select_related("practice__organisation")
        .get(pk=enquiry.pk)
    )
    if not rules.may_write(by, enquiry.practice):
        raise Refused(_("Only people who edit for this organisation answer."))
    if enquiry.answered_at:
        raise Refused(_("This question has already been answered."))
    if not answer.strip():
        raise Refused(_("Write the answer."))
    enquiry.answer, enquiry.answered_by, enquiry.answered_at = answer.strip()[:LONGEST], by, at
    enquiry.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("practices.replied", enquiry, by=by, at=at)
    tell.replied(enquiry, at=at)
    return enquiry
