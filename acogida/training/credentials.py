"""Open Badges 3.0 as VC-JWT: signed, and checked with nothing but the file, the key and the status list.

Clause 8.2 of Open Badges 3.0: the credential itself is the JWT's payload, with `iss`, `jti`, `nbf` and
`sub` repeating its `issuer.id`, `id`, `validFrom` and `credentialSubject.id`. RS256 is the one algorithm
that every verifier must know, so it is ours. The header carries the public key (`jwk`), so a file can
be checked after the platform is gone; who the key belongs to, the published key file says.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

ALGORITHM = "RS256"
CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
LONGEST_HEADER = 2_048
LIST_BITS = 131_072  # the least that Bitstring Status List allows: nobody is found by a short list


def new_key() -> tuple[str, dict[str, Any], bytes]:
    """A fresh RSA key of 2048 bits: its id (RFC 7638), its public half, its private half as JSON."""
    from joserfc.jwk import RSAKey  # noqa: PLC0415 -- only certificates need it

    key = RSAKey.generate_key(2048, private=True)
    kid = key.thumbprint()
    public = {**key.as_dict(private=False), "kid": kid, "alg": ALGORITHM, "use": "sig"}
    return kid, public, json.dumps(key.as_dict(private=True)).encode()


class Signer:
    """Signs with one key; made once for a batch."""

    def __init__(self, private: bytes, public: Mapping[str, Any]) -> None:
        from joserfc.jwk import RSAKey  # noqa: PLC0415 -- as above

        self.key = RSAKey.import_key(json.loads(private))
        # The clause allows alg, kid, jwk and typ in the header, and nothing else.
        jwk = {name: public[name] for name in ("kty", "n", "e")}
        self.header = {"alg": ALGORITHM, "typ": "JWT", "jwk": jwk}

    def sign(self, credential: Mapping[str, Any]) -> str:
        """The credential as a compact JWS."""
        from joserfc import jws  # noqa: PLC0415 -- as above

        subject = credential["credentialSubject"]
        payload = {
            **credential,
            "iss": credential["issuer"]["id"],
            "jti": credential["id"],
            "nbf": int(datetime.fromisoformat(credential["validFrom"]).timestamp()),
            "sub": subject["id"],
        }
        data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        return str(jws.serialize_compact(dict(self.header), data, self.key, algorithms=[ALGORITHM]))


@dataclass
class Checked:
    """What a check found. `problems` are short words: signature, key, dates, claims, revoked, form."""

    credential: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    status_known: bool = False

    @property
    def valid(self) -> bool:
        return not self.problems


def check(
    token: str, keys: Iterable[Mapping[str, Any]], *, status: str = "", at: datetime | None = None
) -> Checked:
    """Check a credential offline: by the published keys and, where given, the signed status list.

    A key that the file brings along is never trusted by itself: it must be among `keys`.
    """
    found = Checked()
    payload = _payload(token, list(keys), found)
    if payload is None:
        return found
    found.credential = payload
    issued = payload.get("validFrom", "")
    try:
        moment = datetime.fromisoformat(issued)
        wrong = (
            payload.get("iss") != payload["issuer"]["id"]
            or payload.get("jti") != payload["id"]
            or payload.get("sub") != payload["credentialSubject"]["id"]
            or payload.get("nbf") != int(moment.timestamp())
        )
    except (KeyError, TypeError, ValueError):
        found.problems.append("claims")
        return found
    if wrong:
        found.problems.append("claims")
    if moment > (at or datetime.now(UTC)):
        found.problems.append("dates")
    if status:
        _look_up(payload, status, list(keys), found)
    return found


def _payload(token: str, keys: list[Mapping[str, Any]], found: Checked) -> dict[str, Any] | None:
    from joserfc import jws  # noqa: PLC0415 -- only certificates need it
    from joserfc.errors import JoseError  # noqa: PLC0415 -- as above
    from joserfc.jwk import RSAKey  # noqa: PLC0415 -- as above

    try:
        header = json.loads(_unpadded(token.strip().split(".")[0]))
        jwk = header.get("jwk") or {}
    except (ValueError, AttributeError):
        found.problems.append("form")
        return None
    known = next((k for k in keys if (k["n"], k["e"]) == (jwk.get("n"), jwk.get("e"))), None)
    if known is None or header.get("alg") != ALGORITHM:
        found.problems.append("key")
        return None
    try:
        registry = jws.JWSRegistry(algorithms=[ALGORITHM])
        registry.max_header_length = LONGEST_HEADER  # the header carries a whole public key
        read = jws.deserialize_compact(token.strip(), RSAKey.import_key(_public(known)), registry=registry)
        payload = json.loads(read.payload)
    except (JoseError, ValueError):
        found.problems.append("signature")
        return None
    return payload if isinstance(payload, dict) else None


def _look_up(payload: Mapping[str, Any], status: str, keys: list[Mapping[str, Any]], found: Checked) -> None:
    listed = Checked()
    said = _payload(status, keys, listed)
    entry = payload.get("credentialStatus", {})
    if said is None or said.get("id") != entry.get("statusListCredential"):
        return
    bits = gzip.decompress(_unpadded(said["credentialSubject"]["encodedList"][1:]))
    found.status_known = True
    if is_set(bits, int(entry["statusListIndex"])):
        found.problems.append("revoked")


def _public(jwk: Mapping[str, Any]) -> dict[str, Any]:
    return {name: jwk[name] for name in ("kty", "n", "e")}


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_set(bits: bytes, index: int) -> bool:
    """Whether a bit is set, the first from the left being number 0."""
    return bool(bits[index // 8] >> (7 - index % 8) & 1)


def encoded_list(revoked: Iterable[int]) -> str:
    """The list as Bitstring Status List writes it: gzip, base64url without padding, after a `u`."""
    bits = bytearray(LIST_BITS // 8)
    for index in revoked:
        bits[index // 8] |= 1 << (7 - index % 8)
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def identity(email: str, salt: str) -> dict[str, Any]:
    """The holder's address, hashed: who knows it can check it, nobody can read it."""
    digest = hashlib.sha256((email.lower() + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }
