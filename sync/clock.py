"""Tablets' clocks are wrong; captures are never refused for it (sync/README.md, MUST-30 to MUST-33).

All values are milliseconds since 1970, UTC. `offset` is server minus tablet.
"""

TOLERANCE = 120_000


def offset(sent_at: int, server_at: int, received_at: int) -> int:
    """The tablet's clock error seen in one answer: the server's time against the middle of the round trip."""
    return server_at - (sent_at + (received_at - sent_at) // 2)


def business_time(occurred_at: int, clock_offset: int, previous: int | None, received_at: int) -> tuple[int, bool]:
    """When it happened, and whether that is doubtful: outside the previous operation and the receipt, it is bounded by them."""
    believed = occurred_at + clock_offset
    low = believed if previous is None else previous
    if believed > received_at + TOLERANCE:
        return received_at, True
    if believed < low - TOLERANCE:
        return low, True
    return believed, False


def skewed(clock_offset: int) -> bool:
    """Whether the clock is so wrong that the person is told."""
    return abs(clock_offset) > TOLERANCE
