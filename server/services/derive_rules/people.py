"""What follows from an identity document. What was stated counts where the document does not say it."""

from __future__ import annotations

from collections.abc import Mapping

from server.domain import identity_documents
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
    stated: str | None = given.get("stated")
    found = identity_documents.birth_date(given["id_no"])
    return found.isoformat() if found else stated or None


def gender(given: Given, asked: Asked) -> str | None:
    return identity_documents.gender(given["id_no"]) or given.get("stated")


def age_group(given: Given, asked: Asked) -> str | None:
    """Of who was `born` then, by the age on the day of the record's event."""
    born = given["born"]
    return None if born is None else linked.age_group(born, occasion(asked))


def occasion(asked: Asked) -> linked.Occasion:
    return asked.once("occasion", lambda: _occasion(asked))


def _occasion(asked: Asked) -> linked.Occasion:
    figures = [(asked.figure(code), group) for code, group in AGE_GROUPS]
    ages = [(int(figure.value), group) for figure, group in figures if figure is not None]
    verified = [group for figure, group in figures if figure is not None and figure.verified]
    return linked.Occasion(asked.day.isoformat(), ages, OLDEST, verified)


RULES: Mapping[str, Rule] = {"birth_date": birth_date, "gender": gender, "age_group": age_group}
