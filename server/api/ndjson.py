"""Reading a push: lines of JSON, possibly gzipped, never more than the protocol allows (MUST-7)."""

from __future__ import annotations

import zlib

from flask import Request

from server.api.errors import Problem
from sync.batch import MAX_BYTES, MAX_OPERATIONS

NDJSON = "application/x-ndjson"
GZIP_WINDOW = 31  # zlib's way to say: a gzip header and nothing else


def read_lines(request: Request) -> list[bytes]:
    """The lines as they were sent, without their ends; empty lines say nothing. 413 above the limits, 415 for anything else."""
    if request.mimetype != NDJSON:
        raise Problem("unsupported_media_type")
    body = _unpacked(request.get_data(cache=True), request.headers.get("Content-Encoding", "").strip().lower())
    lines = [line for line in body.split(b"\n") if line.strip()]
    if len(lines) > MAX_OPERATIONS:
        raise Problem("too_large", details={"operations": MAX_OPERATIONS})
    return lines


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity"):
        unpacked = body
    elif encoding == "gzip":
        unpacked = _gunzipped(body)
    else:
        raise Problem("unsupported_media_type")
    if len(unpacked) > MAX_BYTES:
        raise Problem("too_large", details={"bytes": MAX_BYTES})
    return unpacked


def _gunzipped(body: bytes) -> bytes:
    """At most one byte more than is allowed is ever unpacked."""
    reader = zlib.decompressobj(wbits=GZIP_WINDOW)
    try:
        unpacked = reader.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise Problem("bad_request") from error
    if len(unpacked) <= MAX_BYTES and not reader.eof:
        raise Problem("bad_request")  # cut off on its way
    return unpacked
