"""Labels of self-service devices: a sheet to cut out, whose code says the device's record and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.documents.definition import Subject
from server.documents.deliverables.l01 import DEFINITION, code_of, label_text
from server.records import all_kinds
from tests.papers import made, material, record, text_of

KIND = all_kinds()["self_service_device"]
DEVICE = "01935b1e-7c00-7000-8000-000000000004"


def device(**values):
    payload = {**KIND.example, **values}
    return replace(record(), id=DEVICE, kind=KIND.code, status="normal", payload=payload)


def test_a_label_names_number_type_and_place() -> None:
    text = text_of(made(DEFINITION.single.compose(material(), Subject(KIND, device()))).pdf)
    for part in ("ATM-02", "自助取款机", "自助区东侧"):
        assert part in text


def test_the_code_says_the_record_in_the_words_the_tablet_reads() -> None:
    assert label_text(DEVICE) == "LOBBYBOOK:01935B1E-7C00-7000-8000-000000000004"
    code = code_of(label_text(DEVICE))
    assert code.path.startswith("M4 4")
    assert code.size > 29


@pytest.mark.parametrize("field", DEFINITION.single.own_fields)
def test_what_is_on_the_label_is_a_field_of_the_device(field) -> None:
    assert field in KIND.by_code
