"""When reviewers disagree so much that one more must read it."""

from statistics import fmean

from django.utils.translation import gettext as _

from acogida.practices.models import Practice, ReviewState, Verdict

# On one criterion the highest and the lowest mark this far apart; the means of two people this far apart.
WIDE_CRITERION, WIDE_MEAN = 3, 1.5
FOR = {Verdict.GOOD_PRACTICE, Verdict.REPLICABLE}


def disagreement(practice: Practice) -> list[str]:
    """Why another reviewer is needed, as sentences; nothing where the reviewers agree well enough."""
    reviews = list(
        practice.reviews.filter(round=practice.round, state=ReviewState.SUBMITTED).prefetch_related("marks")
    )
    found = []
    if len({review.verdict in FOR for review in reviews}) > 1:
        found.append(_("Some would approve it and some would not."))
    by_criterion: dict[str, list[int]] = {}
    means = []
    for review in reviews:
        given = {m.criterion: m.value for m in review.marks.all() if m.value is not None}
        for criterion, value in given.items():
            by_criterion.setdefault(criterion, []).append(value)
        if given:
            means.append(fmean(given.values()))
    for values in by_criterion.values():
        if max(values) - min(values) >= WIDE_CRITERION:
            found.append(_("On one criterion the marks are three points or more apart."))
            break
    if means and max(means) - min(means) >= WIDE_MEAN:
        found.append(_("The means of two reviewers are a point and a half or more apart."))
    return found
