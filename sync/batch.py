"""How many operations travel in one push: at most 500 and at most 1 MiB of them (sync/README.md, MUST-7)."""

from collections.abc import Sequence

MAX_OPERATIONS = 500
MAX_BYTES = 1024 * 1024
_PER_OPERATION = 8  # quotes, comma and a little escaping, so that the body stays under what the server takes


def first_batch(sizes: Sequence[int], limit: int = MAX_OPERATIONS) -> int:
    """How many of the waiting operations go first, given each one's size in bytes. At least one goes, however large."""
    total = 0
    for count, size in enumerate(sizes[: min(limit, MAX_OPERATIONS)]):
        total += size + _PER_OPERATION
        if total > MAX_BYTES and count > 0:
            return count
    return min(len(sizes), limit, MAX_OPERATIONS)


def halved(count: int) -> int:
    """The next, smaller batch after the server could not take `count` at once (413, 500)."""
    return max(1, count // 2)
