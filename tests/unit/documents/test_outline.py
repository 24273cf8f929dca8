"""The order of a draft is the order of the issued form."""

from __future__ import annotations

import pytest

from server.documents.discovery import all_documents
from server.documents.outline import Outline, outline
from server.records import Kind, all_kinds
from tests.papers import made, sheet, text_of
from tests.samples import all_samples

FORMS = [
    (kind, each.code)
    for kind in all_kinds().values()
    for each in kind.documents
    if each.on_status is not None and each.code.startswith("D")
]
"""What is filed; labels and blank sheets are no forms."""


def of(kind: Kind, code: str) -> Outline:
    found = outline(all_documents()[code], kind)
    assert found is not None
    return found


@pytest.mark.parametrize(("kind", "code"), FORMS, ids=lambda each: each if isinstance(each, str) else each.code)
def test_every_document_of_a_record_can_be_drafted(kind: Kind, code: str) -> None:
    told = of(kind, code)
    fields = [line.field for section in told.sections for line in section.lines if line.field]
    rows = [section.rows for section in told.sections if section.rows]
    assert told.title == all_documents()[code].zh
    assert told.signers
    own = [each for each in fields if "." not in each and not each.startswith("@")]
    assert set(own + rows) <= set(kind.by_code)
    for path in (each for each in fields if "." in each):
        through, _, end = path.partition(".")
        named = all_kinds()[str(kind.by_code[through].reference).removeprefix("record:")]
        assert end in named.by_code


def test_a_declared_order_is_that_of_the_template() -> None:
    kind = next(kind for kind, code in FORMS if code == "D01")
    printed = text_of(made(sheet()).pdf)
    labels = [line.label for section in of(kind, "D01").sections for line in section.lines]
    places = [printed.index(label) for label in labels]
    assert places == sorted(places)


def test_the_order_of_a_form_is_that_of_its_issued_pages() -> None:
    kind = next(kind for kind, code in FORMS if code == "D16")
    printed = text_of(made(all_samples()["d16-realistic"]()).pdf)
    labels = [line.label for section in of(kind, "D16").sections for line in section.lines]
    found = [printed.index(label) for label in labels if printed.count(label) == 1]
    assert len(found) > 10
    assert found == sorted(found)


def test_a_part_that_only_some_records_have_is_no_part_of_all() -> None:
    kind = next(kind for kind, code in FORMS if code == "D04")
    always = {section.title: section.always for section in of(kind, "D04").sections}
    assert (always["代理人"], always["客户"]) == (False, True)
