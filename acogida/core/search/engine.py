"""The index on disk: its fields, how things are written into it, how questions are put to it.

One document is one thing in all its languages, so that it is found and counted once. What is indexed
are the stems of `core.text`, each language in its own fields; the engine itself changes nothing.
"""

import fcntl
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy

from acogida.core.search.listing import Asked, Listing, listed
from acogida.core.search.question import narrowed, question
from acogida.core.search.sources import Entry
from acogida.core.text import LANGUAGES, stems

# Raise it when the fields change: an index of another format is not read, and is built anew.
FORMAT = "2"
SNIPPET = 240
WRITER_MEMORY = 64_000_000
PATIENCE = 120.0


@dataclass(frozen=True)
class Hit:
    """One thing found, in the reader's language where it has one. `view` and `args` name its page."""

    kind: str
    key: str
    language: str
    title: str
    snippet: str
    view: str
    args: tuple[str, ...]
    country: str
    note: str
    objectives: tuple[int, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    """`total` things in the kinds asked for; `counts` by kind as if no kind had been chosen.

    `corrected` says that nothing matched as typed, and near spellings are shown.
    """

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    corrected: bool = False


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "country"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("objective", indexed=True)
    for name in ("year", "copies"):
        builder.add_unsigned_field(name, fast=True)
    for language in LANGUAGES:
        for part in ("title", "body"):
            builder.add_text_field(f"{part}_{language}", tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def _identity(kind: str, key: str) -> str:
    return f"{kind}:{key}"


def _document(kind: str, entries: list[Entry]) -> Any:
    """One thing in all the languages it has."""
    first = entries[0]
    document = tantivy.Document()
    document.add_text("id", _identity(kind, first.key))
    document.add_text("kind", kind)
    if first.country:
        document.add_text("country", first.country)
    for number in first.objectives:
        document.add_unsigned("objective", number)
    for word in first.facets:
        document.add_text("facet", word)
    document.add_unsigned("year", max(first.year, 0))
    document.add_unsigned("copies", max(first.copies, 0))
    for entry in entries:
        for part, text in (("title", entry.title), ("body", entry.body)):
            document.add_text(f"{part}_{entry.language}", " ".join(stems(text, entry.language)))
    shown = {
        "kind": kind,
        "key": first.key,
        "view": first.view,
        "args": first.args,
        "country": first.country,
        "objectives": first.objectives,
        "texts": {e.language: (e.title, _snippet(e.body), e.note) for e in entries},
        "extra": dict(first.extra),
    }
    document.add_bytes("shown", json.dumps(shown, ensure_ascii=False).encode())
    return document


def _snippet(body: str) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(body.split())
    return flat if len(flat) <= SNIPPET else flat[:SNIPPET].rsplit(" ", 1)[0] + "…"


def _hit(stored: bytes, language: str) -> Hit:
    shown = json.loads(stored)
    texts = shown["texts"]
    code = next(c for c in (language, "es", "en", *texts) if c in texts)
    title, snippet, note = texts[code]
    return Hit(
        kind=shown["kind"],
        key=shown["key"],
        language=code,
        title=title,
        snippet=snippet,
        view=shown["view"],
        args=tuple(shown["args"]),
        country=shown["country"],
        note=note,
        objectives=tuple(shown["objectives"]),
        extra=shown["extra"],
    )


class Index:
    """One index in one folder. Many processes may read it; `writing` lets one at a time write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FORMAT
        self._opened: Any = None
        self._seen: tuple[int, int] | None = None
        self._lock = Lock()

    def exists(self) -> bool:
        return (self.folder / "meta.json").exists()

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """The only way to write; waits for another writer, commits at the end, or leaves all as it was.

        Raises TimeoutError where another process writes for longer than two minutes.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder.parent / "lock").open("w") as lock:
            _wait_for(lock)
            schema = _schema()
            inner = tantivy.Index(schema, str(self.folder)).writer(WRITER_MEMORY, 1)
            try:
                yield Writer(inner)
                inner.commit()
            except BaseException:
                inner.rollback()
                raise
            finally:
                inner.wait_merging_threads()  # which also gives up the engine's own lock

    def search(
        self,
        text: str,
        *,
        language: str,
        kinds: Iterable[str] | None = None,
        country: str | None = None,
        objective: int | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        """What matches every word of `text`, best first; near spellings where nothing does."""
        reader = self._reader()
        if reader is None:
            return Results()
        index, searcher = reader
        for near in (False, True):
            asked = question(index.schema, text, language=language, near=near)
            if asked is None:
                continue
            asked = narrowed(index.schema, asked, country=country, objective=objective)
            counts = _counts(searcher, asked)
            if counts:
                break
        else:
            return Results()
        chosen = [kind for kind in (kinds or counts) if kind in counts]
        if not chosen:
            return Results(counts=counts, corrected=near)
        if len(chosen) < len(counts):
            asked = narrowed(index.schema, asked, kinds=chosen)
        found = searcher.search(asked, limit=limit, offset=offset, count=False)
        hits = [_hit(bytes(searcher.doc(address).get_first("shown")), language) for _, address in found.hits]
        return Results(total=sum(counts[k] for k in chosen), hits=hits, counts=counts, corrected=near)

    def listing(self, asked: Asked, *, language: str) -> Listing:
        """One kind of thing with its facets counted; see `listing.Asked`. Empty without an index."""
        reader = self._reader()
        if reader is None:
            return Listing()
        index, searcher = reader
        return listed(index.schema, searcher, asked, language=language, hit=_hit)

    def size(self) -> int | None:
        """How many things are in it; None where there is no index."""
        reader = self._reader()
        return None if reader is None else reader[1].num_docs

    def _reader(self) -> tuple[Any, Any] | None:
        """The index and a searcher of its last commit: reloaded as soon as a writer, here or elsewhere, has
        committed.
        """
        try:
            found = (self.folder / "meta.json").stat()
        except FileNotFoundError:
            return None
        seen = (found.st_ino, found.st_mtime_ns)
        with self._lock:  # the engine refuses a thread that asks while another reloads
            if self._opened is None:
                self._opened = tantivy.Index.open(str(self.folder))
                self._opened.config_reader(reload_policy="manual")
            if seen != self._seen:
                self._opened.reload()
                self._seen = seen
            return self._opened, self._opened.searcher()


class Writer:
    """What may be done to an index inside `Index.writing`."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def clear(self) -> None:
        self._inner.delete_all_documents()

    def remove(self, kind: str, key: str) -> None:
        self._inner.delete_documents_by_term("id", _identity(kind, key))

    def add(self, kind: str, entries: Iterable[Entry]) -> int:
        """Put in things; the number of things. Entries of one key may come in any order."""
        gathered: dict[str, list[Entry]] = {}
        for entry in entries:
            gathered.setdefault(entry.key, []).append(entry)
        for of_one in gathered.values():
            self._inner.add_document(_document(kind, of_one))
        return len(gathered)


def _counts(searcher: Any, asked: Any) -> dict[str, int]:
    """How many things of each kind match, most first."""
    wanted = {"kinds": {"terms": {"field": "kind", "size": 100}}}
    return {b["key"]: b["doc_count"] for b in searcher.aggregate(asked, wanted)["kinds"]["buckets"]}


def _wait_for(lock: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError("another process has been writing the search index for too long") from None
            time.sleep(0.05)
        else:
            return
