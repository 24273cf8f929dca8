"""The chain shows every kind of tampering, at its first place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from server.domain.audit_chain import GENESIS, AuditEntry, chain, first_break

AT = datetime(2026, 3, 2, 1, 0, 0, 123456, tzinfo=UTC)
ENTRIES = [AuditEntry("b", "u", "session.opened", f"user:{number}", {"号": number}, AT) for number in range(5)]
LINKS = list(chain(ENTRIES, 0, GENESIS))


def verdict(links, head=None):
    found = first_break("b", links, *(head or (LINKS[-1].seq, LINKS[-1].hash)))
    return found and (found.seq, found.why)


def test_an_untouched_chain_holds():
    assert verdict(LINKS) is None


def test_an_empty_chain_holds():
    assert verdict([], (0, GENESIS)) is None


@pytest.mark.parametrize(
    "forged",
    [
        {"details": '{"号":9}'},
        {"actor_id": None},
        {"action": "session.closed"},
        {"subject": "user:9"},
        {"at": AT.replace(year=2027)},
    ],
)
def test_a_changed_entry_shows(forged):
    assert verdict([*LINKS[:2], replace(LINKS[2], **forged), *LINKS[3:]]) == (3, "changed")


def test_a_removed_entry_shows():
    assert verdict([*LINKS[:2], *LINKS[3:]]) == (3, "missing")


def test_a_removed_entry_with_the_rest_renumbered_shows():
    moved = [replace(link, seq=link.seq - 1) for link in LINKS[3:]]
    assert verdict([*LINKS[:2], *moved]) == (3, "does_not_follow")


def test_a_forged_entry_with_a_fitting_hash_shows_at_the_next():
    forged = next(chain([replace(ENTRIES[2], action="nothing")], 2, LINKS[1].hash))
    assert verdict([*LINKS[:2], forged, *LINKS[3:]]) == (4, "does_not_follow")


def test_a_chain_that_was_cut_off_shows():
    assert verdict(LINKS[:3]) == (4, "cut_off")


def test_what_a_chain_goes_on_with_does_not_depend_on_how_it_was_batched():
    first = list(chain(ENTRIES[:2], 0, GENESIS))
    second = list(chain(ENTRIES[2:], first[-1].seq, first[-1].hash))
    assert [*first, *second] == LINKS
