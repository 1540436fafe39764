"""Courses that anybody may take, and the recordings and resources released to everybody."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop
from ninja import Router

from acogida.api.links import api_url, page_url
from acogida.api.resource import Resource, Said, mount
from acogida.api.schemas.training import CourseBrief, CourseOut, MaterialOut
from acogida.training.models import Course, Material

router = Router()


def _course(found: Course) -> Said:
    return {
        "id": found.pk,
        "slug": found.slug,
        "label": str(found),
        "title": found.title,
        "summary": found.summary,
        "languages": found.languages,
        "published_at": found.published_at,
        "url": api_url("courses", found.pk),
        "page": page_url("training:course", found.slug),
    }


def _whole_course(found: Course) -> Said:
    units = [
        {"key": unit.key, "title": unit.title, "minutes": unit.minutes, "video_url": unit.video_url}
        for unit in sorted(found.units.all(), key=lambda unit: unit.order)
    ]
    return {**_course(found), "units": units}


def _materials() -> Any:
    """Those of published editions that everybody has by now."""
    return Material.objects.public(timezone.now()).filter(edition__published_at__isnull=False)


def _material(found: Material) -> Said:
    return {
        "id": found.pk,
        "programme": found.edition_id,
        "kind": found.kind,
        "title": found.title,
        "language": found.language,
        "public_from": found.public_from,
        "consent": found.consent,
        "url": api_url("materials", found.pk),
        "address": found.url or page_url("training:material", found.pk),
    }


mount(
    router,
    Resource(
        name="courses",
        one="course",
        lists=gettext_noop("Courses that anybody may take"),
        shows=gettext_noop("One course with its units"),
        missing=gettext_lazy("There is no open course with this number."),
        rows=Course.objects.open,
        whole_rows=lambda rows: rows.prefetch_related("units"),
        brief=_course,
        whole=_whole_course,
        shape=CourseBrief,
        whole_shape=CourseOut,
        words="course",
    ),
)
mount(
    router,
    Resource(
        name="materials",
        one="material",
        lists=gettext_noop("Recordings and resources of training released to everybody"),
        shows=gettext_noop("One recording or resource"),
        missing=gettext_lazy("There is no public recording or resource with this number."),
        rows=_materials,
        brief=_material,
        shape=MaterialOut,
        filters={"kind": "kind", "language": "language", "year": "public_from__year"},
    ),
)
