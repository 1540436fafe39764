"""Feeds as others read them: Atom against the grammar of RFC 4287, JSON Feed against version 1.1."""

from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from lxml import etree

from acogida.practices.actions import compiled
from acogida.practices.tests.factories import AT, Town

pytestmark = pytest.mark.django_db
# What RFC 4287 (appendix B) asks of the elements that a feed of ours has.
ATOM = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="feed">
      <attribute name="xml:lang"/>
      <interleave>
        <ref name="named"/>
        <oneOrMore><ref name="link"/></oneOrMore>
        <zeroOrMore>
          <element name="entry">
            <optional><attribute name="xml:lang"/></optional>
            <interleave>
              <ref name="named"/>
              <oneOrMore><ref name="link"/></oneOrMore>
              <oneOrMore>
                <element name="author">
                  <element name="name"><data type="string"><param name="minLength">1</param></data></element>
                </element>
              </oneOrMore>
              <optional><element name="published"><data type="dateTime"/></element></optional>
              <optional><element name="summary"><text/></element></optional>
              <zeroOrMore><element name="category"><attribute name="term"/></element></zeroOrMore>
            </interleave>
          </element>
        </zeroOrMore>
      </interleave>
    </element>
  </start>
  <define name="named">
    <element name="id"><data type="anyURI"><param name="pattern">https?://.+</param></data></element>
    <element name="title"><data type="string"><param name="minLength">1</param></data></element>
    <element name="updated">
      <data type="dateTime"><param name="pattern">.+(Z|[+-][0-9:]+)</param></data>
    </element>
  </define>
  <define name="link">
    <element name="link">
      <attribute name="href"><data type="anyURI"/></attribute>
      <optional><attribute name="rel"/></optional>
      <optional><attribute name="type"/></optional>
    </element>
  </define>
</grammar>
"""
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "format": "date-time"}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": TEXT,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "title": TEXT,
                    "content_text": {"type": "string"},
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "language": TEXT,
                    "tags": {"type": "array", "items": TEXT},
                    "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                },
            },
        },
    },
}


@pytest.fixture
def practices():
    """Those compiled from public sources, and one of a town with signs that XML would take for its own."""
    compiled.load(at=AT)
    return Town().published(title="Desks & <more>")


@pytest.mark.parametrize("language", ["es", "pt", "en", "fr"])
def test_the_atom_feed_keeps_the_grammar_of_rfc_4287(client, practices, language):
    path = {"es": "practicas", "pt": "praticas", "en": "practices", "fr": "pratiques"}[language]
    answer = client.get(f"/{language}/{path}/atom/")
    feed = etree.fromstring(answer.content)

    assert answer["Content-Type"].startswith("application/atom+xml")
    grammar = etree.RelaxNG(etree.fromstring(ATOM))
    assert grammar.validate(feed), grammar.error_log
    spaces = {"a": "http://www.w3.org/2005/Atom"}
    ids = feed.xpath("//a:entry/a:id/text()", namespaces=spaces)
    assert len(ids) == len(set(ids)) > 20
    assert "Desks & <more>" in feed.xpath("//a:entry/a:title/text()", namespaces=spaces)
    newest = max(feed.xpath("//a:entry/a:updated/text()", namespaces=spaces))
    assert feed.xpath("string(/a:feed/a:updated)", namespaces=spaces) == newest


def test_the_json_feed_keeps_version_1_1_and_its_addresses_open(client, practices):
    answer = client.get("/es/practicas/feed.json")

    assert answer["Content-Type"].startswith("application/feed+json")
    said = answer.json()
    jsonschema_rs.validator_for(JSON_FEED, validate_formats=True).validate(said)
    assert urlsplit(said["feed_url"]).path == "/es/practicas/feed.json"
    assert {client.get(urlsplit(item["url"]).path).status_code for item in said["items"][:5]} == {200}
