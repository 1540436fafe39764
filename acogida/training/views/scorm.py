"""The player of SCORM packages: a frame without an origin, and the files of packages for that frame only."""

import json
import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from acogida.accounts.http import SignedInRequest
from acogida.core.access import Audience, open_to
from acogida.training import scorm
from acogida.training.actions import scorm as deeds
from acogida.training.forms.course import PackageForm
from acogida.training.models import Package, PackageState
from acogida.training.presenters import course as shown
from acogida.training.sealing import mark, matches
from acogida.training.views.course_desk import AUTHORS, crumbs, unit_of
from acogida.training.views.ground import Page, form_page, submitted, tried
from acogida.training.views.learner import WHY, learner_of, step_of

SIGNATURE = 24
SANDBOX = "allow-scripts allow-modals allow-forms"
SCRIPTS = {"1.2": "design/built/scorm12.js", "2004": "design/built/scorm2004.js"}
HEAD = re.compile(rb"<head[^>]*>|<html[^>]*>", re.I)
NOT_FOLLOWED = gettext_lazy(
    "This package has rules between its parts (sequencing). They are not followed here: every part is open "
    "in any order, and the unit is done when all of them are completed."
)
STRANGERS = gettext_lazy(
    "Pages of this package hold frames. For safety they cannot call each other here: try the exercise to its "
    "end, and see whether its result arrives, before you ask it of anybody."
)
RUNNING = gettext_lazy("The frame of a package, which carries no session: its address is the learner's own.")


def token_of(learner: int, package: Package, item: int) -> str:
    said = f"{learner}-{package.pk}-{item}"
    return f"{said}-{mark('scorm', f'{said}-{package.folder}', length=SIGNATURE)}"


@open_to(Audience.LINK, why=WHY)
@never_cache
@require_safe
def player(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A package of a unit: its parts, and the frame where one of them runs."""
    found = learner_of(key)
    step, _units = step_of(found, pk)
    package = step.package
    if package is None:
        raise Http404
    states = {state.item: state for state in PackageState.objects.filter(package=package, learner=found)}
    parts = [{"item": item, "n": n, "state": states.get(item["id"])} for n, item in enumerate(package.items)]
    asked = request.GET.get("part", "")
    first = next((p["n"] for p in parts if not (p["state"] and p["state"].completed)), 0)
    current = int(asked) if asked.isdecimal() and int(asked) < len(parts) else first
    item = package.items[current]
    query = f"?{item['query']}" if item["query"] else ""
    address = reverse("package_file", args=[token_of(found.pk, package, current), item["path"]])
    context = {
        "learner": found,
        "course": found.course,
        "step": step,
        "package": package,
        "parts": parts,
        "current": current,
        "item": item,
        "frame": address + query,
        "sandbox": SANDBOX,
        "tongues": shown.tongues(found.course, "training:package", key, pk),
        "bridge": {"save": reverse("training:package_state", args=[key, pk]), "key": f"{key}:{pk}"},
    }
    answer = render(request, "training/courses/player.html", context)
    # As django-csp's decorator says it, which has no types.
    answer._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined] # read by its middleware
    return answer


@open_to(Audience.LINK, why=WHY)
@require_POST
def state(request: HttpRequest, key: str, pk: int) -> JsonResponse:
    """Keep what a package tells, as its player hands it on."""
    found = learner_of(key)
    step, _units = step_of(found, pk)
    if step.package is None:
        raise Http404
    package = step.package
    try:
        said = json.loads(request.body if len(request.body) <= 2 * deeds.LARGEST_STATE else b"")
        item, cmi = str(said["item"]), dict(said["cmi"])
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"refused": _("This was not sent by the course's page.")}, status=400)
    done = tried(lambda: deeds.keep_state(found, package=package, item=item, cmi=cmi, at=timezone.now()))
    if done.refusal:
        return JsonResponse({"refused": str(done.refusal)}, status=409)
    kept = done.result
    percent = None if kept.percent is None else float(kept.percent)
    return JsonResponse({"completed": kept.completed, "percent": percent})


@open_to(Audience.LINK, why=RUNNING)
@require_safe
@xframe_options_exempt
def package_file(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A file of a package, to be run only in a frame without origin; its pages get the API put in."""
    learner, package, item = _opened(token)
    root = deeds.root_of(package).resolve()
    target = (root / path).resolve()
    if not target.is_relative_to(root) or not target.is_file():
        raise Http404
    kind = scorm.TYPES.get(target.suffix.casefold().lstrip("."), "")
    if not kind:
        raise Http404
    answer: HttpResponseBase
    if kind == "text/html":
        body = _with_api(
            target.read_bytes(), _said(request, learner, package, item), static(SCRIPTS[package.version])
        )
        answer = HttpResponse(body, content_type=kind)
    else:
        answer = FileResponse(target.open("rb"), content_type=kind)
    return _locked(request, answer, token)


def _opened(token: str) -> tuple[int, Package, dict[str, Any]]:
    """Whose run it is, of which package and part, else 404."""
    parts = token.split("-")
    if (
        len(parts) != 4
        or not all(p.isdecimal() and len(p) < 18 for p in parts[:3])
        or len(parts[3]) != SIGNATURE
    ):
        raise Http404
    package = get_object_or_404(Package, pk=int(parts[1]))
    said = f"{'-'.join(parts[:3])}-{package.folder}"
    if not parts[3].isascii() or not matches("scorm", said, parts[3]) or int(parts[2]) >= len(package.items):
        raise Http404
    return int(parts[0]), package, package.items[int(parts[2])]


def _said(request: HttpRequest, learner: int, package: Package, item: dict[str, Any]) -> dict[str, Any]:
    """What the part starts with: its state from last time, else only what its manifest says."""
    kept = PackageState.objects.filter(learner=learner, package=package, item=item["id"]).first()
    cmi = dict(kept.data) if kept is not None else {}
    if package.version == Package.Version.V12:
        core = {**cmi.get("core", {}), "entry": "resume" if kept else "ab-initio"}
        cmi |= {"core": core, "launch_data": item["launch"]}
        if item["mastery"]:
            cmi["student_data"] = {**cmi.get("student_data", {}), "mastery_score": item["mastery"]}
    else:
        cmi |= {"entry": "resume" if kept else "ab-initio", "launch_data": item["launch"]}
        if item["mastery"]:
            cmi["scaled_passing_score"] = item["mastery"]
    return {"item": item["id"], "origin": f"{request.scheme}://{request.get_host()}", "cmi": cmi}


def _with_api(page: bytes, said: dict[str, Any], script: str) -> bytes:
    """The page with its API before anything of its own runs. Only ASCII is put in, so any encoding stays."""
    words = json.dumps(said).replace("<", "\\u003c").replace("&", "\\u0026")
    put = (
        f'<script type="application/json" id="acogida-scorm">{words}</script><script src="{script}"></script>'
    )
    found = HEAD.search(page)
    place = found.end() if found else 0
    return page[:place] + put.encode("ascii") + page[place:]


def _locked(request: HttpRequest, answer: HttpResponseBase, token: str) -> HttpResponseBase:
    """Its own strict policy: nothing but its own files, no origin, no session, wherever it is opened."""
    host = f"{request.scheme}://{request.get_host()}"
    own = f"{host}{reverse('package_file', args=[token, 'x'])[:-1]}"
    answer["Content-Security-Policy"] = "; ".join(
        [
            "default-src 'none'",
            f"script-src {own} {host}{settings.STATIC_URL} 'unsafe-inline' 'unsafe-eval'",
            f"style-src {own} 'unsafe-inline'",
            f"img-src {own} data: blob:",
            f"media-src {own} data: blob:",
            f"font-src {own} data:",
            f"connect-src {own}",
            f"frame-src {own}",
            "form-action 'none'",
            "base-uri 'none'",
            f"sandbox {SANDBOX}",
        ]
    )
    # A frame without origin asks for its own typefaces and data as a stranger would.
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, no-cache"
    return answer


@open_to(Audience.OVERSIGHT, why=AUTHORS)
@require_http_methods(["GET", "POST"])
def unit_package(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a package into a unit, or take it out again."""
    unit = unit_of(request, pk)
    there = getattr(unit, "package", None)
    form = PackageForm(submitted(request), request.FILES or None)
    intro = _(
        "A ZIP file of SCORM 1.2 or 2004, as authoring programs write it. Its parts are open in any order: "
        "rules between them (sequencing) are not followed."
    )
    if there is not None:
        said = {"title": there.title, "version": there.get_version_display(), "n": len(there.items)}
        intro = _("Now: “%(title)s”, %(version)s, parts: %(n)s.") % said
        intro = " ".join([intro, *map(str, _limits(there))])
    page = Page(
        title=_("SCORM package"),
        label=_("Put it in"),
        back=reverse("training:course_desk", args=[unit.course_id]),
        crumbs=crumbs(unit.course, ("", str(unit))),
        intro=intro,
        files=True,
    )
    refusal = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        if upload is None:
            done = tried(lambda: _removed(request, there))
        else:
            done = tried(lambda: deeds.put_package(unit, upload=upload, by=request.user, at=timezone.now()))
        if done.done:
            messages.success(request, _("Saved."))
            for words in _limits(done.result) if upload is not None else ():
                messages.warning(request, words)
            return redirect("training:course_desk", pk=unit.course_id)
        refusal = done.refusal
    return form_page(request, page, form, refusal=refusal)


def _limits(package: Package) -> list[Any]:
    """What of a package does not work here, in sentences."""
    found = [(package.is_sequenced, NOT_FOLLOWED), (package.has_frames, STRANGERS)]
    return [words for has_it, words in found if has_it]


def _removed(request: SignedInRequest, package: Package | None) -> None:
    if package is not None:
        deeds.remove_package(package, by=request.user, at=timezone.now())
