"""What tests of plans share."""

import pytest


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path):
    """Files kept by one test are no other's."""
    settings.MEDIA_ROOT = tmp_path / "kept"
