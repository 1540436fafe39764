"""Certificates: earned by every condition, checkable without us, revoked, issued anew."""

import base64
import gzip
import hashlib
import io
import json
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from acogida.core.errors import Refused
from acogida.training import paper
from acogida.training.actions import attendance as attendance_deeds
from acogida.training.actions import certificate as deeds
from acogida.training.actions import credit as credit_deeds
from acogida.training.actions import session as session_deeds
from acogida.training.credentials import LIST_BITS, check, encoded_list, is_set
from acogida.training.models import Certificate, Credit, Session
from acogida.training.queries import badges
from acogida.training.queries.completion import standing
from acogida.training.queries.links import token_of
from acogida.training.states import Kind
from acogida.training.tests.factories import AT, accepted, component, edition, secretariat, session, slot

pytestmark = pytest.mark.django_db
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def by():
    return secretariat()


@pytest.fixture
def of(settings, tmp_path):
    """An edition of one course and one session, with one participant to be."""
    settings.MEDIA_ROOT = tmp_path
    found = edition()
    slot(found, seats=400)
    component(found, kind=Kind.COURSE, key="course", order=0)
    session(found)
    return found


def earns(of, number=1, by=None, **kwargs):
    """A participant who meets both conditions."""
    by = by or secretariat()
    person = accepted(of, of.slots.get(), number, by=by, **kwargs)
    credit_deeds.credit(person, component=of.components.get(key="course"), by=by, at=AT)
    attendance_deeds.rule(
        Session.objects.get(component__edition=of),
        nomination=person,
        attended=True,
        reason="Seen",
        by=by,
        at=AT,
    )
    return person


def issued(of, by):
    deeds.work_batch(deeds.begin_batch(of, by=by, at=AT), at=AT)
    return Certificate.objects.get()


def test_who_misses_something_reads_what_in_numbers_and_gets_no_certificate(of, by, client):
    person = accepted(of, of.slots.get())

    page = client.get(reverse("training:seat", args=[token_of(person)]))

    assert "0 of 120 minutes; 96 are asked." in page.text
    assert [part.component.key for part in standing(person).missing] == ["course", "s1"]
    with pytest.raises(Refused, match="meets every condition"):
        deeds.begin_batch(of, by=by, at=AT)


def test_a_cancelled_session_is_asked_of_nobody(of, by):
    person = accepted(of, of.slots.get())
    session_deeds.cancel_session(Session.objects.get(), by=by, at=AT)

    assert [part.component.key for part in standing(person).parts] == ["course"]


def test_an_earlier_certificate_is_presented_looked_at_and_counts(of, by, client):
    person = accepted(of, of.slots.get())
    course = of.components.get(key="course")
    address = reverse("training:earlier", args=[token_of(person), course.pk])

    client.post(address, {"file": SimpleUploadedFile("2020.png", PNG), "note": "2020"})
    credit = Credit.objects.get()
    assert (credit.how, credit.verdict) == ("earlier", "presented")
    with pytest.raises(Refused, match="Say why"):
        credit_deeds.decide_credit(credit, recognised=False, by=by, at=AT)
    client.force_login(by)
    client.post(reverse("training:credit", args=[person.pk]), {"press": "yes", "number": credit.pk})

    assert [part.component.key for part in standing(person).missing] == ["s1"]


class TestIssued:
    def test_in_portions_to_all_who_met_all_and_not_twice(self, of, by, monkeypatch):
        monkeypatch.setattr(deeds, "AT_ONCE", 2)
        for number in range(5):
            earns(of, number, by=by)
        accepted(of, of.slots.get(), 9, by=by)

        batch = deeds.work_batch(deeds.begin_batch(of, by=by, at=AT), at=AT)

        assert (batch.done, batch.total, batch.finished_at) == (5, 5, AT)
        assert sorted(Certificate.objects.values_list("status_index", flat=True)) == [0, 1, 2, 3, 4]
        with pytest.raises(Refused):
            deeds.begin_batch(of, by=by, at=AT)

    def test_on_the_desk_and_found_on_the_personal_page(self, of, by, client):
        person = earns(of, by=by)
        client.force_login(by)
        client.post(reverse("training:issue", args=[of.pk]))

        assert client.get(reverse("training:certificates", args=[of.pk])).status_code == 200
        page = client.get(reverse("training:seat", args=[token_of(person)]))
        assert Certificate.objects.get().code in page.text
        pdf = client.get(reverse("training:certificate", args=[token_of(person)]))
        assert pdf.content.startswith(b"%PDF")

    def test_the_paper_is_tagged_bilingual_and_carries_its_credential(self, of, by):
        earns(of, by=by, first_name="Zoë", last_name="Ñandú")
        certificate = issued(of, by)

        with pikepdf.open(io.BytesIO(paper.to_pdf(certificate))) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "es"
            assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
            inside = pdf.attachments["credential.jwt"].get_file().read_bytes()
        assert inside.decode() == certificate.credential


class TestCheckedByOthers:
    def test_somebody_elses_library_reads_and_verifies_it(self, of, by):
        from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 -- the other library
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers  # noqa: PLC0415 -- same
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- same

        earns(of, by=by)
        certificate = issued(of, by)
        head, body, signature = certificate.credential.split(".")
        header, payload = json.loads(unpadded(head)), json.loads(unpadded(body))
        jwk = header["jwk"]
        numbers = RSAPublicNumbers(*(int.from_bytes(unpadded(jwk[k])) for k in ("e", "n")))
        numbers.public_key().verify(
            unpadded(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), SHA256()
        )
        assert set(header) == {"alg", "typ", "jwk"}
        assert (header["alg"], "d" in jwk) == ("RS256", False)
        assert payload["@context"][0] == "https://www.w3.org/ns/credentials/v2"
        assert payload["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
        assert (payload["iss"], payload["jti"]) == (payload["issuer"]["id"], payload["id"])
        assert payload["sub"] == payload["credentialSubject"]["id"]
        hashed = payload["credentialSubject"]["identifier"][0]
        digest = hashlib.sha256(f"p1@example.org{hashed['salt']}".encode()).hexdigest()
        assert hashed["identityHash"] == f"sha256${digest}"
        assert "p1@example.org" not in unpadded(body).decode()

    def test_the_command_needs_only_files(self, of, by, client, tmp_path, capsys):
        earns(of, by=by)
        certificate = issued(of, by)
        (tmp_path / "c.jwt").write_text(certificate.credential)
        (tmp_path / "keys.json").write_bytes(client.get(reverse("issuer_keys")).content)
        (tmp_path / "s.jwt").write_bytes(client.get(reverse("status_list", args=[0])).content)
        words = [str(tmp_path / "c.jwt"), "--keys", str(tmp_path / "keys.json")]

        call_command("verify_credential", *words, "--status", str(tmp_path / "s.jwt"))
        assert capsys.readouterr().out == "Valid (not revoked): Ana Prueba 1, Edition.\n"
        deeds.revoke(certificate, reason="Somebody else's name", by=by, at=AT)
        (tmp_path / "s.jwt").write_bytes(client.get(reverse("status_list", args=[0])).content)
        with pytest.raises(CommandError, match="revoked"):
            call_command("verify_credential", *words, "--status", str(tmp_path / "s.jwt"))

    def test_the_command_says_what_is_wrong_with_a_file(self, of, by, client, tmp_path, capsys):
        earns(of, by=by)
        good, keys, status = tmp_path / "c.jwt", tmp_path / "keys.json", tmp_path / "s.jwt"
        good.write_text(issued(of, by).credential)
        keys.write_bytes(client.get(reverse("issuer_keys")).content)
        (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 \xff\xfe")
        (tmp_path / "odd.json").write_text('{"keys": [{"n": 1}]}')
        for file, key, words in [
            ("none.jwt", "keys.json", "cannot be read"),
            ("a.pdf", "keys.json", "is not a text file"),
            ("c.jwt", "c.jwt", "is not a key file"),
            ("c.jwt", "odd.json", "is not a key file"),
            ("keys.json", "keys.json", "Not valid: form"),
        ]:
            with pytest.raises(CommandError, match=words):
                call_command("verify_credential", str(tmp_path / file), "--keys", str(tmp_path / key))
        # A list that is none, or another's, is not taken for this one's.
        status.write_text("a.b.c")
        call_command("verify_credential", str(good), "--keys", str(keys), "--status", str(status))
        assert "revocation not checked: this status list is of other" in capsys.readouterr().out

    def test_a_changed_letter_another_key_and_an_early_date_are_noticed(self, of, by):
        earns(of, by=by)
        token = issued(of, by).credential
        head, body, signature = token.split(".")
        altered = body[:40] + ("A" if body[40] != "A" else "B") + body[41:]

        assert check(token, badges.keys()).valid
        assert check(f"{head}.{altered}.{signature}", badges.keys()).problems == ["signature"]
        assert check(token, []).problems == ["key"]
        assert check(token, badges.keys(), at=AT - timedelta(days=1)).problems == ["dates"]
        for odd in ("", "x", "a.b.c", token + ".x"):
            assert not check(odd, badges.keys()).valid

    def test_an_old_key_stays_published_for_what_it_signed(self, of, by):
        earns(of, by=by)
        token = issued(of, by).credential
        deeds.renew_key(by=by, at=AT)
        assert len(badges.keys()) == 2
        assert check(token, badges.keys()).valid

    def test_the_status_list_is_as_long_as_the_standard_asks(self):

        said = encoded_list([0, 9, LIST_BITS - 1])
        bits = gzip.decompress(base64.urlsafe_b64decode(said[1:] + "=" * (-len(said[1:]) % 4)))
        assert len(bits) == 16_384
        assert [n for n in range(LIST_BITS) if is_set(bits, n)] == [0, 9, LIST_BITS - 1]

    def test_the_page_behind_the_code_shows_all_that_is_printed_in_each_language(self, of, by, client):
        earns(of, by=by)
        certificate = issued(of, by)
        address = reverse("verify", args=[certificate.code])

        page = client.get(f"{address}?lang=en")
        assert page.status_code == 200
        for words in ("Ana Prueba 1", "Mexico", "in force", certificate.sha256, "Attend at least 80 %"):
            assert words in page.text
        assert 'lang="es"' in client.get(f"{address}?lang=es").text
        assert client.get(reverse("verify", args=["NOTHING"])).status_code == 404

    def test_the_page_to_keep_carries_the_keys_and_is_never_run_by_us(self, of, by, client):
        earns(of, by=by)
        issued(of, by)
        page = client.get(reverse("checker"))
        assert badges.keys()[0]["n"] in page.text
        assert page["Content-Disposition"].startswith("attachment")
        assert "sandbox" in page["Content-Security-Policy"]


class TestRevoked:
    def test_whoever_checks_reads_why_and_finds_the_one_in_its_place(self, of, by, client):
        earns(of, by=by)
        old = issued(of, by)
        client.force_login(by)

        client.post(
            reverse("training:reissue", args=[old.pk]),
            {"first_name": "Anna", "last_name": "Prueba", "reason": "Her name was misspelt"},
        )

        new = Certificate.objects.get(revoked_at__isnull=True)
        page = client.get(reverse("verify", args=[old.code]) + "?lang=en")
        assert "Her name was misspelt" in page.text
        assert new.code in page.text
        assert (new.content["name"], new.replaces_id) == ("Anna Prueba", old.pk)
        assert old.content["name"] == "Ana Prueba 1"

    def test_not_without_a_reason(self, of, by):
        earns(of, by=by)
        with pytest.raises(Refused, match="Say why"):
            deeds.revoke(issued(of, by), reason=" ", by=by, at=AT)


def unpadded(text):

    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
