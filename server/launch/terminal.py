"""What the launcher says to the person who started it."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import segno


def qr(text: str) -> str:
    """A QR code of half blocks, small enough to stand beside its link."""
    drawn = io.StringIO()
    segno.make(text, error="l").terminal(out=drawn, compact=True, border=2)
    return drawn.getvalue().rstrip("\n")


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Left-aligned columns; Chinese characters take two cells."""
    cells = [list(row) for row in rows]
    widths = [max(map(cells_wide, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def cells_wide(text: str) -> int:
    return sum(2 if character >= "\u1100" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells_wide(text))


def welcome(accounts: Mapping[str, Any], log: str, stored: str) -> str:
    """The last thing printed before waiting: where it is, how a tablet enters, who may sign in."""
    users = [
        [user["username"], user["password"], ", ".join(user["roles"]), user["department"] or "", user["name"]]
        for user in accounts["users"]
    ]
    lines = [
        "",
        f"Lobbybook is running at {accounts['address']}",
        "",
        "Enrol a tablet (once, by camera or by link):",
        qr(accounts["enrolment_link"]),
        f"  {accounts['enrolment_link']}",
        "",
        "Demo users:",
        *(f"  {line}" for line in table([["user", "password", "roles", "department", "name"], *users])),
        "",
        f"Data in {stored}, logs in {log}. Ctrl-C stops it.",
    ]
    return "\n".join(lines)


def certificate_note(link: str, fingerprint: str, fresh: bool) -> str:
    """How a tablet comes to trust this installation."""
    first = (
        "A certificate authority was made for this installation." if fresh else "Tablets trust this installation by its"
    )
    first += "" if fresh else " certificate authority."
    return "\n".join(
        [
            "",
            f"{first} Install it on each tablet once, as a CA certificate:",
            qr(link),
            f"  {link}",
            f"  SHA-256 {fingerprint}",
        ]
    )
