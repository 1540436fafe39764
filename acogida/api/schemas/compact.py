"""The Compact."""

from ninja import Field, Schema

from acogida.api.schemas.asking import Texts


class RoundTableOut(Schema):
    number: int
    title: Texts


class ObjectiveBrief(Schema):
    number: int
    key: str
    label: str = Field(description="A few words, in the language asked for.")
    labels: Texts
    title: Texts = Field(description="The Compact's own title in each language.")
    title_status: Texts = Field(description="How each title was obtained, such as official.")
    gcm_paragraph: int
    round_table: RoundTableOut
    sdg_targets: list[str]
    url: str
    page: str = Field(description="Its page for people.")


class LocalActionOut(Schema):
    code: str
    objective: int
    label: str
    summary: Texts
    gcm_ref: str
    ref_confidence: str
    origin: str = Field(description="Whether the text names it or it was derived from the text.")
    tags: list[str]
    url: str


class ObjectiveOut(ObjectiveBrief):
    summary: Texts
    sdg_status: str
    local_actions: list[LocalActionOut]


class NamedOut(Schema):
    key: str
    number: int
    label: str = Field(description="Its name in the language asked for.")
    titles: Texts
    title_status: Texts = Field(description="How each title was obtained, such as official.")
    url: str


class PrincipleOut(NamedOut):
    gcm_ref: str


class StakeholderGroupOut(NamedOut):
    entity_kinds: list[str]


class EntityKindOut(NamedOut):
    groups: list[str]
