"""Bytes on their way in: looked at before they are read, unpacked within bounds, never more of them than one page."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from fastwarc.stream_io import BrotliReader, ZstdReader

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# The most that one page may hold, packed or unpacked: trafilatura's own MAX_FILE_SIZE. The largest news pages (live
# blogs, pages saved with their pictures inside) come to some 10 MB.
MAX_PAGE_BYTES = 20_000_000

# Enough to see a doctype behind a licence comment, or a WARC's first header.
HEAD_BYTES = 4_096

_GZIP = b"\x1f\x8b"


class TooLargeError(Exception):
    """More than MAX_PAGE_BYTES; what was read of it is thrown away."""


class _Rejoined(io.RawIOBase):
    """A stream put together again after its head was read. Counts its place, as fastwarc asks for it; cannot seek."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest, self._place = head, rest, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill from the head first, then from the rest of the stream."""
        view = memoryview(buffer).cast("B")
        part = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(part)] = part
        self._place += len(part)
        return len(part)


def headed(stream: BinaryIO, size: int = HEAD_BYTES) -> tuple[bytes, BinaryIO]:
    """The first `size` bytes, and the whole stream again; works for pipes."""
    head = stream.read(size)
    while 0 < len(head) < size and (more := stream.read(size - len(head))):
        head += more
    return head, cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream), 1 << 16))


def gzipped(head: bytes) -> bool:
    """Whether these first bytes are gzip's."""
    return head.startswith(_GZIP)


def unzipped(stream: BinaryIO) -> BinaryIO:
    """The stream inside a gzip file, unpacked only as it is read."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


def unzipped_head(head: bytes, size: int = HEAD_BYTES) -> bytes:
    """The first bytes inside a gzip file whose own first bytes are `head`; b"" where they are broken."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, size)
    except zlib.error:
        return b""


def whole(stream: BinaryIO, limit: int = MAX_PAGE_BYTES) -> bytes:
    """All that is left of the stream.

    Raises:
        TooLargeError: it is more than `limit` bytes.
    """
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError(f"more than {limit:,} bytes")
    return content


def encodable(words: str) -> str:
    """The words with lone surrogates, which no encoding holds, as U+FFFD."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decoded(content: bytes, codings: str, limit: int = MAX_PAGE_BYTES) -> bytes:
    """HTTP content codings ("gzip", "deflate, br") undone, last first. Bytes that are not so coded stay as they are:
    archives often keep the header after undoing the coding.

    Raises:
        TooLargeError: it unpacks to more than `limit` bytes.
        EOFError: a coding ends in the middle.
    """
    for coding in reversed([c.strip().lower() for c in codings.split(",")]):
        if coding in ("gzip", "x-gzip", "deflate"):
            content = _inflated(content, limit)
        elif coding in ("br", "zstd"):
            content = _unpacked(content, coding, limit)
    return content


def _inflated(content: bytes, limit: int) -> bytes:
    """Gzip, zlib or bare deflate undone."""
    for wbits in (47, -15):  # 47: gzip or zlib, told by the header; -15: deflate without header, as some servers send
        unpacking = zlib.decompressobj(wbits)
        try:
            inflated = unpacking.decompress(content, limit + 1)
        except zlib.error:
            continue
        if len(inflated) > limit:
            raise TooLargeError(f"unpacks to more than {limit:,} bytes")
        if unpacking.eof:
            return inflated
        if inflated and wbits == 47:
            raise EOFError("its compression ends in the middle")
    return content


def _unpacked(content: bytes, coding: str, limit: int) -> bytes:
    """Brotli or Zstandard undone."""
    unpacking = BrotliReader if coding == "br" else ZstdReader
    try:
        return whole(cast(BinaryIO, unpacking(io.BytesIO(content))), limit)
    except (OSError, ValueError):
        return content


def dechunked(content: bytes) -> bytes:
    """HTTP chunked transfer undone; bytes that are not chunked stay as they are."""
    parts, at = [], 0
    while at < len(content):
        end = content.find(b"\r\n", at, at + 1_000)
        size = content[at:end].split(b";")[0].strip()
        if end < 0 or not size or size.strip(b"0123456789abcdefABCDEF"):
            return content
        length = int(size, 16)
        if length == 0:
            break
        parts.append(content[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts)
