"""I14, I19: a photo or a signature is here or there, whole, and the tablet says truly where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from tests.simulation.memory import Memory
from tests.simulation.tablets import SimulatedTablet
from tests.simulation.trace import must


def bytes_leave_only_when_the_bank_has_them(
    memory: Memory, tablet: SimulatedTablet, durable_since: Mapping[str, datetime], at: datetime
) -> None:
    """I14: ∀ file of the tablet that an operation named: its bytes are on the disk, or the server holds bytes of that very hash
    and has held them longer than a backup takes."""
    blobs = set(tablet.disk["blobs"])
    for name in memory.files.get(tablet.name, set()) - blobs:
        since = durable_since.get(name)
        must(since is not None, "I14", f"{tablet.name} deleted {name[:16]}, and the server has not verified it")
        must(since is not None and since <= at, "I14", f"{tablet.name} deleted {name[:16]} before a backup had it")


def sent_means_sent(tablet: SimulatedTablet, verified: Mapping[str, datetime]) -> None:
    """I19: head.uploads = files that wait; none waits ⇒ the server has verified every one that is not loose."""
    states = Counter(row["state"] for row in tablet.disk["uploads"])
    head = tablet.disk["head"]
    told = head["uploads"] if head else 0
    must(told == states["waiting"], "I19", f"{tablet.name} says {told} files wait, {states['waiting']} do")
    over = [row["name"] for row in tablet.disk["uploads"] if row["state"] in ("verified", "durable")]
    absent = [name[:16] for name in over if name not in verified]
    must(not absent, "I19", f"{tablet.name} says {absent} have arrived, the server has them not")


def all_files_have_arrived(tablet: SimulatedTablet) -> None:
    """I18: at quiescence no file waits."""
    waiting = [row["name"][:16] for row in tablet.disk["uploads"] if row["state"] == "waiting"]
    must(not waiting, "I18", f"{tablet.name} still has files to send: {waiting}")
