"""Making all tables of a module in one step of its first migration.

Django draws every model again for each table, column and rule that a migration adds, as soon as one of them
needs the database: with some two hundred tables that hang together that takes longer than making them.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Tables(Operation):
    """What `makemigrations` wrote for a module without tables, done at once: its models are drawn one time.

    `steps` are its operations in their order. Tables are made as they stand after the last one, so columns,
    indexes and rules that come later in the list come with them.
    """

    reversible = True

    def __init__(self, steps: Sequence[Operation]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to what is known; they are drawn when the database asks for the first."""
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for step in self._made():
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for step in reversed(self._made()):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def _made(self) -> list[CreateModel]:
        return [step for step in self.steps if isinstance(step, CreateModel)]

    def describe(self) -> str:
        return f"Make {len(self._made())} tables"

    def references_model(self, name: str, app_label: str) -> bool:
        return any(step.references_model(name, app_label) for step in self.steps)

    def reduce(self, operation: Operation, app_label: str) -> Any:
        return False
