"""Packages of others: looked through before they are written, run where they reach nothing, kept."""

import json
import stat
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from acogida.core.errors import Refused
from acogida.documents import archives
from acogida.training import scorm
from acogida.training.actions import course as course_deeds
from acogida.training.actions import scorm as deeds
from acogida.training.models import Learner, Package, PackageState, UnitDone
from acogida.training.tests.courses import course, learner, unit
from acogida.training.tests.factories import AT, focal_point, secretariat
from acogida.training.tests.scorm_packages import V12, V2004, package

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def of():
    made = course(units=1)
    made.units.all().delete()
    unit(made)
    return made


def put(of, data=None, version="1.2"):
    upload = SimpleUploadedFile("p.zip", package(version) if data is None else data)
    return deeds.put_package(of.units.get(), upload=upload, by=secretariat(), at=AT)


def files_in(folder):
    return sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file())


def link(name):
    made = zipfile.ZipInfo(name)
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


@pytest.mark.parametrize(("version", "title"), [("1.2", "A 1.2 exercise"), ("2004", "A 2004 exercise")])
def test_a_package_is_unpacked_and_read(of, version, title, tmp_path):
    made = put(of, version=version)

    assert (made.version, made.title, made.files) == (version, title, 4)
    assert [(i["id"], i["path"]) for i in made.items] == [("i1", "content/start.html")]
    assert files_in(deeds.root_of(made)) == [
        "content/look.css", "content/part.js", "content/start.html", "imsmanifest.xml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a zip", "not a SCORM package"),
        (b"", "not a SCORM package"),
        (package()[:200], "damaged"),
        (package(without=["imsmanifest.xml"]), "no imsmanifest.xml"),
        (package(more=[("../outside.html", "x")]), "outside its folder"),
        (package(more=[("a/../../outside.html", "x")]), "outside its folder"),
        (package(more=[("/etc/outside.html", "x")]), "outside its folder"),
        (package(more=[("a\\..\\outside.html", "x")]), "outside its folder"),
        (package(more=[("C:outside.html", "x")]), "outside its folder"),
        (package(more=[(link("content/link.html"), "/etc/passwd")]), "a link instead of a file"),
        (package(more=[("content/run.php", "x")]), "kind of file"),
        (package(more=[("content/run.exe", "x")]), "kind of file"),
        (package(more=[("content/none", "x")]), "kind of file"),
        (package(more=[("CONTENT/START.html", "x")]), "two files of the same name"),
        (package(manifest="<manifest"), "broken"),
        (package(manifest='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "broken"),
        (package(manifest="<manifest/>"), "neither SCORM 1.2 nor"),
        (package(manifest=V12.replace('"sco"', '"asset"')), "no SCO"),
        (package(manifest=V12.replace("content/start.html", "https://other.example/a.html")), "not in it"),
        (package(manifest=V12.replace("content/start.html", "content/missing.html")), "not in it"),
        (package(manifest=V12.replace("content/start.html", "../../../a.html")), "not in it"),
    ],
    ids=range(21),
)
def test_a_package_that_may_not_be_taken_leaves_nothing(of, data, words, tmp_path):
    with pytest.raises(Refused, match=words):
        put(of, data)

    assert not Package.objects.exists()
    assert files_in(tmp_path) == []


SECOND = '<item identifier="i2" identifierref="r1"><title>Two</title>{}</item></organization>'
RULE = (
    '<imsss:sequencing xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><imsss:sequencingRules>'
    "<imsss:preConditionRule/></imsss:sequencingRules></imsss:sequencing>"
)
ORDER = (
    '<imsss:sequencing xmlns:imsss="http://www.imsglobal.org/xsd/imsss">'
    '<imsss:controlMode choice="false" flow="true"/></imsss:sequencing>'
)
BEFORE = '<adlcp:prerequisites type="aicc_script">i1</adlcp:prerequisites>'


@pytest.mark.parametrize(
    ("manifest", "is_told"),
    [
        (V2004.replace("</organization>", SECOND.format(RULE), 1), True),
        (V2004.replace("</organization>", SECOND.format(ORDER), 1), True),
        (V12.replace("</organization>", SECOND.format(BEFORE), 1), True),
        (V2004.replace("</organization>", SECOND.format(""), 1), False),
        (V2004.replace("</title></item>", f"</title>{RULE}</item>", 1), False),
    ],
    ids=["rules", "fixed order", "prerequisites", "two free parts", "one part"],
)
def test_rules_between_parts_are_not_followed_and_that_is_said(of, client, manifest, is_told):
    client.force_login(secretariat())
    address = reverse("training:unit_package", args=[of.units.get().pk])
    assert "sequencing" in client.get(address).text
    upload = SimpleUploadedFile("p.zip", package(manifest=manifest))

    page = client.post(address, {"file": upload}, follow=True)

    assert Package.objects.get().is_sequenced is is_told
    assert ("every part is open in any order" in page.text) is is_told
    assert ("every part is open in any order" in client.get(address).text) is is_told


@pytest.mark.parametrize(
    ("page", "is_told"),
    [("<p>A frame</p>", False), ("<IFRAME src='a.html'></IFRAME>", True), ("<frameset></frameset>", True)],
)
def test_frames_that_cannot_call_each_other_are_told_of(of, client, page, is_told):
    client.force_login(secretariat())
    address = reverse("training:unit_package", args=[of.units.get().pk])
    upload = SimpleUploadedFile("p.zip", package(more=[("content/more.html", page)]))

    said = client.post(address, {"file": upload}, follow=True).text

    assert Package.objects.get().has_frames is is_told
    assert ("they cannot call each other here" in said) is is_told
    assert ("they cannot call each other here" in client.get(address).text) is is_told


def test_a_package_far_larger_inside_than_it_looks_is_not_opened(of, monkeypatch, tmp_path):
    monkeypatch.setattr(archives, "MAX_INFLATED", 1_000_000)
    with pytest.raises(Refused, match="far larger inside"):
        put(of, package(more=[("content/big.txt", b"0" * 1_100_000)]))
    assert files_in(tmp_path) == []


def test_a_new_package_takes_the_place_of_the_old_and_its_files(of, django_capture_on_commit_callbacks):
    old = deeds.root_of(put(of))
    with django_capture_on_commit_callbacks(execute=True):
        new = deeds.root_of(put(of, version="2004"))

    assert not old.exists()
    assert len(files_in(new)) == 4
    with django_capture_on_commit_callbacks(execute=True):
        deeds.remove_package(Package.objects.get(), by=secretariat(), at=AT)
    assert not new.exists()


def test_a_unit_has_questions_or_a_package_and_only_the_secretariat_puts_it(of):
    put(of)
    asked = {"topic": "", "draws": 1, "pass_percent": 60, "max_attempts": None, "shuffles": True}
    one = of.units.select_related("package").get()
    with pytest.raises(Refused, match="not both"):
        course_deeds.keep_unit(of, unit=one, values={}, quiz=asked, by=secretariat(), at=AT)
    with pytest.raises(Refused, match="secretariat"):
        deeds.put_package(one, upload=SimpleUploadedFile("p.zip", package()), by=focal_point(), at=AT)


@pytest.mark.parametrize(
    ("version", "cmi", "completed", "percent"),
    [
        (
            "1.2",
            {"core": {"lesson_status": "completed", "score": {"raw": "90", "min": "0", "max": "100"}}},
            True,
            90,
        ),
        (
            "1.2",
            {"core": {"lesson_status": "passed", "score": {"raw": "5", "min": "0", "max": "10"}}},
            True,
            50,
        ),
        ("1.2", {"core": {"lesson_status": "failed", "score": {"raw": "20"}}}, False, 20),
        ("1.2", {"core": {"lesson_status": "incomplete", "score": {"raw": ""}}}, False, None),
        ("1.2", {"core": "x"}, False, None),
        ("1.2", {}, False, None),
        ("2004", {"completion_status": "completed", "success_status": "unknown"}, True, None),
        ("2004", {"completion_status": "completed", "success_status": "failed"}, False, None),
        ("2004", {"success_status": "passed", "score": {"scaled": "0.755"}}, True, Decimal("75.50")),
        ("2004", {"score": {"scaled": "-0.5"}}, False, 0),
        ("2004", {"score": {"raw": "7", "min": "7", "max": "7"}}, False, None),
        ("2004", {"score": {"scaled": "1e999"}}, False, None),
    ],
)
def test_what_a_package_tells_is_read(version, cmi, completed, percent):
    assert deeds.read_state(version, cmi) == (completed, percent)


def test_completion_and_score_are_kept_and_completed_stays_so(of, client):
    made, me = put(of), learner(of)
    page = reverse("training:package_state", args=[me.key, made.unit_id])

    def tell(status, raw, item="i1"):
        cmi = {"core": {"lesson_status": status, "score": {"raw": raw}}, "suspend_data": "here"}
        return client.post(page, json.dumps({"item": item, "cmi": cmi}), content_type="application/json")

    assert tell("incomplete", "30").json() == {"completed": False, "percent": 30.0}
    assert not UnitDone.objects.exists()
    assert tell("completed", "90").json() == {"completed": True, "percent": 90.0}
    assert tell("incomplete", "95").json()["completed"] is True
    assert Learner.objects.get(pk=me.pk).completed_at is not None
    assert PackageState.objects.get().data["suspend_data"] == "here"
    assert tell("completed", "90", item="unknown").status_code == 409
    for broken in ("", "[]", '{"item": "i1"}', '{"item": "i1", "cmi": 7}'):
        assert client.post(page, broken, content_type="application/json").status_code == 400
    large = json.dumps({"item": "i1", "cmi": {"suspend_data": "x" * 250_000}})
    assert client.post(page, large, content_type="application/json").status_code == 409


def frame_of(client, me, made):
    page = client.get(reverse("training:package", args=[me.key, made.unit_id]))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    text = page.content.decode()
    assert 'sandbox="allow-scripts allow-modals allow-forms"' in text
    return text.split("<iframe")[1].split('src="')[1].split('"')[0]


def test_the_frame_has_its_own_policy_and_starts_where_one_was(of, client):
    made, me = put(of), learner(of)
    address = frame_of(client, me, made)

    first = client.get(address)
    assert b'"entry": "ab-initio"' in first.content
    policy = first["Content-Security-Policy"]
    assert "sandbox allow-scripts allow-modals allow-forms" in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert f"connect-src http://testserver/scorm/{address.split('/')[2]}/;" in policy
    assert "X-Frame-Options" not in first
    assert not first.cookies
    deeds.keep_state(me, package=made, item="i1", cmi={"core": {"lesson_location": "</script><b>"}}, at=AT)
    second = client.get(address).content
    assert b"\\u003c/script>\\u003cb>" in second
    assert b'"entry": "resume"' in second
    script = client.get(address.replace("start.html", "part.js"))
    assert script["Content-Type"] == "text/javascript"
    b"".join(script.streaming_content)


def test_nothing_but_the_files_of_the_package_is_served_and_only_by_its_own_link(of, client, tmp_path):
    made, me = put(of), learner(of)
    (tmp_path / "secret.html").write_text("secret")
    address = frame_of(client, me, made)
    token = address.split("/")[2]
    for path in (
        "../secret.html",
        "..%2fsecret.html",
        "content/../../secret.html",
        "missing.html",
        "content",
    ):
        assert client.get(f"/scorm/{token}/{path}").status_code == 404
    flipped = token[:-1] + ("0" if token[-1] != "0" else "1")
    for wrong in (flipped, "1-1-0-x", "x", f"{token}0", token.replace("-", "--", 1)):
        assert client.get(f"/scorm/{wrong}/content/start.html").status_code == 404


def test_a_package_of_scripts_in_a_folder_of_that_name_is_taken(of):
    assert put(of, package(more=[("scripts/a.js", "1")])).files == 5
    assert scorm.read(package()).version == "1.2"
