import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_knocked():
    """How often somebody knocked is kept in the cache, which no transaction takes back."""
    cache.clear()
