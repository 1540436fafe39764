"""What authors type: courses, units, files of questions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from acogida.training.forms.nomination import text
from acogida.training.models import Component, Course, Unit
from acogida.training.states import Kind

LANGUAGES = dict(settings.LANGUAGES)
LARGEST = 2_000_000


def by_language(cleaned: Mapping[str, Any], name: str, languages: list[str]) -> dict[str, str]:
    """What was typed into `name_es`, `name_en`…, without the empty ones."""
    return {code: words for code in languages if (words := cleaned.get(f"{name}_{code}", "").strip())}


def area(label: Any, rows: int, *, longest: int = 30_000, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea({"rows": rows}), required=False, **more
    )


class CourseForm(forms.Form):
    """What a course is called. Each language chosen needs a title."""

    use_required_attribute = False
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=120,
        help_text=gettext_lazy("Small letters, numbers and hyphens: what stands in the address of its page."),
        error_messages={"required": gettext_lazy("Give the course an address.")},
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages it is written in"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose one language at least.")},
    )
    is_open = forms.BooleanField(
        label=gettext_lazy("Everybody may take it, without an account"), required=False
    )

    def __init__(self, *args: Any, course: Course | None = None, **kwargs: Any) -> None:
        if course is not None:
            kwargs["initial"] = {"languages": course.languages, "is_open": course.is_open}
            for name in ("title", "summary"):
                kwargs["initial"] |= {
                    f"{name}_{code}": words for code, words in getattr(course, name).items()
                }
        super().__init__(*args, **kwargs)
        if course is not None:
            del self.fields["slug"]
        for code, own in LANGUAGES.items():
            self.fields[f"title_{code}"] = text(_("Title") + f" ({own})", 200)
            self.fields[f"summary_{code}"] = area(_("What it is about") + f" ({own})", 2, longest=1000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code in cleaned.get("languages", ()):
            if not cleaned.get(f"title_{code}"):
                self.add_error(f"title_{code}", _("Give it a title in each language chosen."))
        return cleaned

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "languages": said["languages"],
            "is_open": said["is_open"],
            "title": by_language(said, "title", list(LANGUAGES)),
            "summary": by_language(said, "summary", list(LANGUAGES)),
        }


class UnitForm(forms.Form):
    """A unit in the languages of its course, with its quiz."""

    use_required_attribute = False

    def __init__(self, course: Course, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            kwargs["initial"] = _said(unit)
        super().__init__(*args, **kwargs)
        self.course = course
        for n, code in enumerate(course.languages):
            own = f" ({LANGUAGES[code]})"
            missing = "" if n else _("Give the unit a title.")
            self.fields[f"title_{code}"] = text(_("Title") + own, 200, missing=missing)
            self.fields[f"body_{code}"] = area(
                _("Text") + own, 14, help_text=_("Markdown: ## heading, - list, **bold**, [words](address).")
            )
        self.fields["minutes"] = _number(_("Minutes it takes"), 1, 600, 10)
        self.fields["picture"] = forms.FileField(label=_("Picture (PNG or JPEG)"), required=False)
        for code in course.languages:
            self.fields[f"picture_alt_{code}"] = text(
                _("What the picture shows") + f" ({LANGUAGES[code]})", 300
            )
        self.fields["video_url"] = forms.URLField(
            label=_("Address of a video"),
            max_length=300,
            required=False,
            assume_scheme="https",
            help_text=_("It is shown as a link only: nothing of another site is loaded into the page."),
        )
        for code in course.languages:
            self.fields[f"video_title_{code}"] = text(_("Words of that link") + f" ({LANGUAGES[code]})", 200)
        self.fields["file"] = forms.FileField(label=_("File to download"), required=False)
        for code in course.languages:
            self.fields[f"file_title_{code}"] = text(_("What the file is") + f" ({LANGUAGES[code]})", 200)
        self._questions(course)

    def _questions(self, course: Course) -> None:
        there = course.questions.filter(retired_at__isnull=True).exclude(topic="").order_by("topic")
        topics = [(t, t) for t in there.values_list("topic", flat=True).distinct()]
        self.fields["asks"] = forms.BooleanField(
            label=_("It ends with questions from the bank"), required=False
        )
        self.fields["topic"] = forms.ChoiceField(
            label=_("Topic they are drawn from"), choices=[("", _("All topics")), *topics], required=False
        )
        self.fields["draws"] = _number(_("Questions drawn"), 1, 100, 5)
        self.fields["pass_percent"] = _number(_("Passed with (%)"), 1, 100, 60)
        self.fields["max_attempts"] = _number(
            _("Attempts allowed (empty: as many as one likes)"), 1, 100, None
        )
        self.fields["shuffles"] = forms.BooleanField(
            label=_("Questions and answers change places with each attempt"), required=False, initial=True
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, words in (("minutes", 10), ("draws", 5), ("pass_percent", 60)):
            if name in cleaned and cleaned[name] is None:
                cleaned[name] = words
        return cleaned

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        texts = ("title", "body", "picture_alt", "video_title", "file_title")
        found: dict[str, Any] = {name: by_language(said, name, self.course.languages) for name in texts}
        return found | {"minutes": said["minutes"], "video_url": said["video_url"]}

    def quiz(self) -> dict[str, Any] | None:
        names = ("topic", "draws", "pass_percent", "max_attempts", "shuffles")
        return {name: self.cleaned_data[name] for name in names} if self.cleaned_data["asks"] else None


def _number(label: Any, least: int, most: int, initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=initial, required=False)


def _said(unit: Unit) -> dict[str, Any]:
    said: dict[str, Any] = {"minutes": unit.minutes, "video_url": unit.video_url}
    for name in ("title", "body", "picture_alt", "video_title", "file_title"):
        said |= {f"{name}_{code}": words for code, words in getattr(unit, name).items()}
    if quiz := getattr(unit, "quiz", None):
        names = ("topic", "draws", "pass_percent", "max_attempts", "shuffles")
        said |= {"asks": True, **{name: getattr(quiz, name) for name in names}}
    return said


class BringForm(forms.Form):
    """A file of questions, or its text."""

    use_required_attribute = False
    file = forms.FileField(label=gettext_lazy("File (GIFT or Moodle XML)"), required=False)
    written = area(gettext_lazy("Or paste it here"), 12, longest=LARGEST)
    language = forms.ChoiceField(label=gettext_lazy("Language of its questions"), choices=())
    keep_good = forms.BooleanField(
        label=gettext_lazy("Keep the good ones even if others have a fault"), required=False
    )

    def __init__(self, course: Course, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, LANGUAGES[code]) for code in course.languages]
        self.fields["language"].choices = choices  # type: ignore[attr-defined] # a field of choices has them

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload is not None and upload.size > LARGEST:
            self.add_error("file", _("A file of questions is at most 2 MB."))
        elif upload is not None:
            cleaned["data"] = upload.read()
        elif cleaned.get("written", "").strip():
            cleaned["data"] = cleaned["written"].encode()
        elif not self.errors:
            self.add_error("file", _("Choose a file or paste its text."))
        return cleaned


class AskForm(forms.Form):
    """A component of an edition that this course shall meet."""

    use_required_attribute = False
    component: "forms.ModelChoiceField[Component]" = forms.ModelChoiceField(
        Component.objects.filter(kind=Kind.COURSE, edition__closed_at__isnull=True, course_part__isnull=True)
        .select_related("edition")
        .order_by("edition", "order"),
        label=gettext_lazy("Part of an edition"),
        error_messages={"required": gettext_lazy("Choose a part.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = lambda part: f"{part.edition}: {part}"  # noqa: E731 -- one line for one list
        self.fields["component"].label_from_instance = named  # type: ignore[attr-defined] # as Django says to


class PackageForm(forms.Form):
    """A SCORM package, or taking out the one there is."""

    use_required_attribute = False
    file = forms.FileField(label=gettext_lazy("Package (ZIP)"), required=False)
    remove = forms.BooleanField(label=gettext_lazy("Take the package out of the unit"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("remove") and not self.errors:
            self.add_error("file", _("Choose a file."))
        return cleaned
