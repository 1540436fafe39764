"""A cited figure stays as it stood, with its sentence in four languages."""

import pytest

from acogida.accounts.tests.factories import UserFactory
from acogida.core.errors import Refused
from acogida.core.models import AuditEvent
from acogida.evidence import actions
from acogida.evidence.models import Figure
from acogida.territories.models import Territory

pytestmark = pytest.mark.usefixtures("catalogue")


def cited(at, indicator="migrant-stock", place="ARG", period="2024", **dimensions):
    territory = Territory.objects.get(code=place)
    return actions.cite(indicator, territory, period, dimensions, by=UserFactory(), at=at)


def test_a_figure_is_frozen_with_its_edition_and_its_sentence_in_four_languages(at):
    figure = cited(at)
    assert (figure.value, figure.edition, figure.dataset.code) == (1_958_039, "2024", "undesa-stock-2024")
    assert figure.sentence == {
        "es": "Argentina tenía 1.958.039 personas migrantes internacionales en 2024.",
        "pt": "Argentina tinha 1.958.039 pessoas migrantes internacionais em 2024.",
        "en": "Argentina had 1,958,039 international migrants in 2024.",
        "fr": "Argentine comptait 1\u202f958\u202f039 migrants internationaux en 2024.",
    }
    assert [event.name for event in AuditEvent.objects.all()] == ["evidence.cited"]


def test_dimensions_are_named_in_the_sentence(at):
    assert cited(at, sex="female").sentence["es"].endswith("(mujeres y niñas).")
    assert cited(at, origin="BOL").sentence["fr"] == (
        "Argentine comptait 337\u202f017 migrants d’origine Bolivie en 2024."
    )


def test_citing_the_same_figure_again_gives_the_one_already_kept(at):
    assert cited(at, origin="PRY") == cited(at, origin="PRY")
    assert cited(at, origin="PRY") != cited(at)
    assert Figure.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"indicator": "no-such"}, "does not exist"),
        ({"period": "1800"}, "no such figure"),
        ({"indicator": "sdg-10-7-2", "period": "2021"}, "no such figure"),
        ({"colour": "red"}, "no dimension called “colour”"),
    ],
)
def test_what_is_not_there_is_not_cited(at, given, says):
    with pytest.raises(Refused, match=says):
        cited(at, **given)
    assert Figure.objects.count() == 0
