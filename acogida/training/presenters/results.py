"""Results in plain sentences: what changed, how sure that is, and how many people say so."""

from typing import Any

from django.utils.translation import gettext as _

from acogida.core import written
from acogida.core.text import in_language
from acogida.training.models import Wave
from acogida.training.queries.results import Results
from acogida.training.statistics import Change


def number(value: float, places: int = 1) -> str:
    return written.number(value, "0." + "0" * places if places else "0")


def sentences(found: Change) -> list[str]:
    """A change told step by step: the means, the interval, the effect, the tests."""
    said = [
        _("Of %(n)s people who answered both, the mean went from %(before)s %% to %(after)s %% right.")
        % {"n": found.n, "before": number(found.before), "after": number(found.after)},
        _("On average each changed by %(mean)s points (95 %% interval: %(low)s to %(high)s).")
        % {
            "mean": number(found.mean),
            "low": number(found.interval[0]),
            "high": number(found.interval[1]),
        },
        _("Resampling gives an interval of %(low)s to %(high)s.")
        % {"low": number(found.bootstrap[0]), "high": number(found.bootstrap[1])},
    ]
    if found.interval[0] > 0:
        said.append(_("The interval lies above zero: chance alone hardly explains the rise."))
    elif found.interval[1] < 0:
        said.append(_("The interval lies below zero: chance alone hardly explains the fall."))
    else:
        said.append(_("The interval includes zero: there may have been no change."))
    if found.gain is not None:
        said.append(
            _("Of what could still be gained, %(share)s %% was gained (normalised gain %(gain)s).")
            % {"share": number(100 * found.gain, 0), "gain": number(found.gain, 2)}
        )
    if found.d_z is not None:
        said.append(
            _("Effect size: %(d)s standard deviations of the change (Cohen's d_z).")
            % {"d": number(found.d_z, 2)}
        )
    if found.p_wilcoxon is not None:
        said.append(
            _("By ranks alone, such a change would come by chance with a probability of %(p)s (Wilcoxon).")
            % {"p": number(found.p_wilcoxon, 3)}
        )
    return said


def told(found: Results) -> dict[str, Any]:
    """The page's words: each wave, then the change, or why it is not told."""
    few = _("Told only from %(n)s people on, so that nobody is recognised.") % {"n": found.fewest}
    return {
        "waves": [
            {
                "label": Wave(wave.wave).label,
                "n": wave.n,
                "score": _("Right on average: %(n)s %%") % {"n": number(wave.score)}
                if wave.score is not None
                else few,
                "counts": [
                    (in_language(question), [(in_language(label), n) for label, n in rows])
                    for question, rows in wave.counts
                ],
                "written": [(in_language(question), texts) for question, texts in wave.written],
            }
            for wave in found.waves
        ],
        "change": sentences(found.change) if found.change else [],
        "later": sentences(found.later) if found.later else [],
        "paired": found.paired,
        "unpaired": found.unpaired,
        "few": few,
        "asks_later": any(wave.wave == Wave.LATER for wave in found.waves),
    }
