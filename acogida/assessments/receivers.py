"""What happens by itself: the questionnaire is there after every migration."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from acogida.assessments.actions import load_instrument
from acogida.assessments.models import Question
from acogida.compact.models import Objective


def after_migration(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Connected to `post_migrate` of this module, which comes after that of `compact`."""
    tables = {Question._meta.db_table, Objective._meta.db_table}
    # A migration backwards, or of one module alone, may have left no table to load into.
    if using == DEFAULT_DB_ALIAS and tables <= set(connection.introspection.table_names()):
        load_instrument()
