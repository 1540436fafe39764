"""SCORM packages: looked through before anything of them is written, and read for what can be started."""

import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from acogida.core.errors import Refused
from acogida.documents import archives

TYPES = {
    **dict.fromkeys(("html", "htm"), "text/html"),
    **dict.fromkeys(("js", "mjs"), "text/javascript"),
    "css": "text/css",
    "json": "application/json",
    **dict.fromkeys(("xml", "xsd", "dtd"), "application/xml"),
    **dict.fromkeys(("txt", "md"), "text/plain"),
    "png": "image/png",
    **dict.fromkeys(("jpg", "jpeg"), "image/jpeg"),
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "pdf": "application/pdf",
}
MANIFEST = "imsmanifest.xml"
# What says in which order parts may be taken, or what follows from one: in SCORM 2004, and in 1.2.
SEQUENCING = {"preconditionrule", "postconditionrule", "exitconditionrule", "rolluprule", "limitconditions"}
SEQUENCING |= {"prerequisites", "mapinfo"}
LONGEST = 240
FRAMES = re.compile(rb"<\s*(iframe|frameset)\b", re.I)
MOST_PAGES, LONGEST_PAGE = 300, 200_000
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\\:*?\"<>|]")


@dataclass(frozen=True)
class Contents:
    """A package that may be unpacked: `names` are its files, `items` what can be started.

    `is_sequenced`: it asks for rules between its parts, which are not followed here. `has_frames`: a page of
    it holds frames, which are strangers to each other here (decision 0012).
    """

    archive: zipfile.ZipFile
    version: str
    title: str
    items: list[dict[str, Any]]
    names: list[str]
    is_sequenced: bool = False
    has_frames: bool = False


def read(data: bytes) -> Contents:
    """A package looked through; raises Refused with a sentence for whatever may not be kept or started."""
    if not data.startswith(b"PK"):
        raise Refused(_("This is not a SCORM package: it is a ZIP file with imsmanifest.xml in it."))
    archive = archives.opened(data, may_carry_programs=True)
    names = [_safe(part) for part in archive.infolist() if not part.is_dir()]
    if len({name.casefold() for name in names}) != len(names):
        raise Refused(_("The package has two files of the same name."))
    if MANIFEST not in names:
        raise Refused(_("There is no imsmanifest.xml at the top of the package, so it cannot be started."))
    root = _manifest(archive.read(MANIFEST))
    version = _version(root)
    items = _items(root, set(names))
    titles = [words for node in root.iter() if _tag(node) == "title" and (words := (node.text or "").strip())]
    title = (titles[0] if titles else "SCORM")[:200]
    return Contents(
        archive, version, title, items, names, _is_sequenced(root, items), _has_frames(archive, names)
    )


def _safe(part: zipfile.ZipInfo) -> str:
    """The name of a file if it stays within the package's own folder and is of a kind we serve."""
    name = part.filename
    path = PurePosixPath(name)
    if (
        path.is_absolute()
        or ".." in path.parts
        or NOT_IN_NAMES.search(name)
        or len(name) > LONGEST
        or any(step in {"", "."} or step != step.strip() for step in name.split("/"))
    ):
        raise Refused(
            _("A file of the package wants to be written outside its folder: %(name)s") % {"name": name[:80]}
        )
    mode = part.external_attr >> 16
    if mode and not (stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0):
        raise Refused(_("The package holds a link instead of a file: %(name)s") % {"name": name[:80]})
    if path.suffix.casefold().lstrip(".") not in TYPES:
        raise Refused(_("The package holds a kind of file that is not taken: %(name)s") % {"name": name[:80]})
    return name


def _manifest(data: bytes) -> Element:
    try:
        return defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused(_("The imsmanifest.xml of the package is broken.")) from error


def _tag(node: Element) -> str:
    return node.tag.rsplit("}", 1)[-1]


def _version(root: Element) -> str:
    said = next((n.text or "" for n in root.iter() if _tag(n) == "schemaversion"), "").strip()
    if said == "1.2":
        return "1.2"
    if "2004" in said or "1.3" in said:
        return "2004"
    spaces = {node.tag.split("}")[0].lstrip("{") for node in root.iter()}
    if any("adlcp_rootv1p2" in space for space in spaces):
        return "1.2"
    if any("adlcp_v1p3" in space for space in spaces):
        return "2004"
    raise Refused(_("The package is neither SCORM 1.2 nor SCORM 2004."))


def _has_frames(archive: zipfile.ZipFile, names: list[str]) -> bool:
    """Whether a page holds frames, by its beginning: enough for the pages that begin a part."""
    pages = [name for name in names if name.casefold().endswith((".html", ".htm"))]
    for name in pages[:MOST_PAGES]:
        with archive.open(name) as page:
            if FRAMES.search(page.read(LONGEST_PAGE)):
                return True
    return False


def _is_sequenced(root: Element, items: list[dict[str, Any]]) -> bool:
    """Whether a package of several parts has rules between them; of one part there is nothing to order."""
    if len(items) < 2:
        return False
    names = {_tag(node).casefold() for node in root.iter()}
    forced = any(
        _tag(node).casefold() == "controlmode" and _attribute(node, "choice") == "false"
        for node in root.iter()
    )
    return forced or bool(SEQUENCING & names)


def _attribute(node: Element, name: str) -> str:
    """An attribute by its local name, whatever namespace and capitals it is written with."""
    return next((v for k, v in node.attrib.items() if k.rsplit("}", 1)[-1].casefold() == name), "")


def _items(root: Element, names: set[str]) -> list[dict[str, Any]]:
    """What can be started, in the order of the organisation that is the default."""
    resources = {_attribute(node, "identifier"): node for node in root.iter() if _tag(node) == "resource"}
    organisations = [node for node in root.iter() if _tag(node) == "organization"]
    default = next((_attribute(n, "default") for n in root.iter() if _tag(n) == "organizations"), "")
    chosen = next((n for n in organisations if _attribute(n, "identifier") == default), None)
    chosen = chosen if chosen is not None else next(iter(organisations), None)
    found = []
    for item in [] if chosen is None else chosen.iter():
        resource = resources.get(_attribute(item, "identifierref"))
        if (
            _tag(item) == "item"
            and resource is not None
            and _attribute(resource, "scormtype").casefold() == "sco"
        ):
            found.append(_item(root, item, resource, names))
    if not found:
        raise Refused(_("Nothing in the package can be started and tell how far one is (no SCO)."))
    if len(found) > 100:
        raise Refused(_("A package has at most %(n)s parts that can be started.") % {"n": 100})
    return found


def _item(root: Element, item: Element, resource: Element, names: set[str]) -> dict[str, Any]:
    bases = [_attribute(node, "base") for node in (root, resource)]
    href = "".join(bases) + _attribute(resource, "href") + _attribute(item, "parameters")
    parts = urlsplit(href)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or path not in names or not path.casefold().endswith((".html", ".htm")):
        raise Refused(
            _("A part of the package begins at a page that is not in it: %(name)s") % {"name": href[:80]}
        )
    inner = {_tag(node).casefold(): (node.text or "").strip() for node in item}
    measure = next((n.text or "" for n in item.iter() if _tag(n) == "minNormalizedMeasure"), "")
    return {
        "id": _attribute(item, "identifier")[:120],
        "title": inner.get("title", "")[:200],
        "path": path,
        "query": parts.query[:300],
        "launch": inner.get("datafromlms", "")[:4096],
        "mastery": inner.get("masteryscore", "")[:10] or measure.strip()[:10],
    }
