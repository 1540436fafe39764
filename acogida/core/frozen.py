"""What is published never changes again: the bytes of frozen content and the hash that proves them."""

import hashlib
import json
from typing import Any


def canonical(content: dict[str, Any]) -> bytes:
    """The bytes that the hash is taken of, and that people download to check it.

    JSON with sorted keys, no spaces, UTF-8: the same content gives the same bytes everywhere.
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()
