"""What every question may carry, and how errors are told."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop
from ninja import Field, Schema
from pydantic import ConfigDict
from pydantic.json_schema import SkipJsonSchema

# No control characters: a database would refuse some of them.
PLAIN = r"^[^\x00-\x1f\x7f]*$"

Language = Literal["es", "pt", "en", "fr"]
Texts = dict[str, str]
Words = Annotated[str, Field(pattern=PLAIN, max_length=120)]
Code = Annotated[str, Field(pattern=PLAIN, max_length=80)]
Year = Annotated[int, Field(ge=0, le=2200)]


class Asked(Schema):
    """Parameters of every operation."""

    model_config = ConfigDict(extra="ignore")

    lang: Language | SkipJsonSchema[None] = Field(
        None,
        description=gettext_noop("Language of labels and sentences; else Accept-Language, else Spanish."),
    )


class AskedList(Asked):
    """Parameters of every list."""

    limit: int = Field(50, ge=1, le=200, description=gettext_noop("Items a page."))


class ByKey(AskedList):
    cursor: Words = Field("", description=gettext_noop("`next_cursor` of the page before."))


class ByNumber(AskedList):
    cursor: int = Field(0, ge=0, le=2**31 - 1, description=gettext_noop("`next_cursor` of the page before."))


class Problem(Schema):
    """An error (RFC 9457). `detail` is a sentence in the language asked for."""

    type: str
    status: int
    title: str
    detail: str
    errors: list[dict[str, Any]] = Field(default_factory=list)


class Page(Schema):
    """A page of a list; `next` is the whole address of the following one, empty on the last."""

    next_cursor: str = Field(description="Empty on the last page.")
    next: str
