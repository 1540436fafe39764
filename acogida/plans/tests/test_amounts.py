"""Reading numbers as people write them."""

import pytest
from django.utils import translation

from acogida.plans.amounts import plain


@pytest.mark.parametrize(
    ("typed", "meant", "language"),
    [
        ("2.000,25", "2000.25", "es"),
        ("2,000.25", "2000.25", "es"),
        ("2 000,25", "2000.25", "fr"),
        ("1.500", "1500", "es"),
        ("1,500", "1500", "en"),
        ("1.500.000", "1500000", "pt"),
        ("0,5", "0.5", "en"),
        ("0.5", "0.5", "pt"),
        ("40", "40", "es"),
        ("-3,5", "-3.5", "es"),
        ("forty", "forty", "en"),
        ("1.5,2,3", "1.5,2,3", "en"),
        # Three decimals where the comma is the decimal mark: the field refuses them and asks.
        ("1,500", "1.500", "es"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, meant, language):
    with translation.override(language):
        assert plain(typed) == meant
