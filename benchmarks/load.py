"""A small client that keeps a server busy: some connections kept open, one request after the other.

It runs beside the server on the same machine, so what it measures is a lower bound.
"""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass
class Load:
    """What one run saw. Times in milliseconds."""

    requests: int
    seconds: float
    times: list[float]
    failures: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> bool:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length:")
    )
    await reader.readexactly(length)
    return head.startswith(b"HTTP/1.1 200")


async def _stay(url: str, until: float, load: Load, cookie: str) -> None:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    lines = [f"GET {parts.path or '/'} HTTP/1.1", f"Host: {parts.netloc}", "Accept-Encoding: gzip"]
    lines += [f"Cookie: {cookie}"] * bool(cookie)
    request = "\r\n".join([*lines, "", ""]).encode()
    while time.perf_counter() < until:
        began = time.perf_counter()
        fine = await _one(reader, writer, request)
        load.times.append((time.perf_counter() - began) * 1000)
        load.requests += 1
        load.failures += not fine
    writer.close()


async def _all(url: str, connections: int, seconds: float, cookie: str) -> Load:
    load = Load(0, seconds, [], 0)
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_stay(url, until, load, cookie) for _ in range(connections)))
    return load


def keep_busy(url: str, *, connections: int, seconds: float, cookie: str = "") -> Load:
    """Ask for one page over and over for some seconds. Only addresses of this machine are taken."""
    if urlsplit(url).hostname not in {"127.0.0.1", "localhost"}:
        raise ValueError("Only this machine is kept busy.")
    return asyncio.run(_all(url, connections, seconds, cookie))
