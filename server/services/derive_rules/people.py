"""What follows from an identity document. What was stated counts where the document does not say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from server.domain import identity_documents
from server.domain.moments import bank_day
from server.services.derive_rules.asked import Asked, Given, Rule
from sync import linked

# The figure below which a group holds, youngest first; who is above them all is in the last group.
AGE_GROUPS = (
    ("guardian_consent_age", "under_14"),
    ("minor_account_age", "under_16"),
    ("elder_age", "under_60"),
    ("suitability_age", "under_65"),
)
OLDEST = "from_65"


def birth_date(given: Given, asked: Asked) -> str | None:
    """`id_type`, `id_no`, and `stated`, what was said instead."""
    found = _born(given)
    return found.isoformat() if found else None


def gender(given: Given, asked: Asked) -> str | None:
    return identity_documents.gender(given["id_no"]) or given.get("stated")


def age_group(given: Given, asked: Asked) -> str | None:
    """By the age on the day of the record's event."""
    born = _born(given)
    return None if born is None else linked.age_group(born.isoformat(), occasion(asked))


def occasion(asked: Asked) -> linked.Occasion:
    figures = [(asked.figure(code), group) for code, group in AGE_GROUPS]
    ages = [(int(figure.value), group) for figure, group in figures if figure is not None]
    verified = [group for figure, group in figures if figure is not None and figure.verified]
    return linked.Occasion(bank_day(asked.at).isoformat(), ages, OLDEST, verified)


def _born(given: Given) -> date | None:
    stated = given.get("stated")
    return identity_documents.birth_date(given["id_no"]) or (date.fromisoformat(stated) if stated else None)


RULES: Mapping[str, Rule] = {"birth_date": birth_date, "gender": gender, "age_group": age_group}
