"""What is left out of WeasyPrint's work leaves the file as it would be: byte by byte."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.html import UA

from server.documents.page import NOTES, Page
from server.documents.written_once import write_once

TEXT = (
    "<html lang='zh-CN'><title>台账</title><h1>客户咨询记录表</h1>"
    "<table><tr><th>事项<td>消费贷</table><ol><li>核对身份<li>签名</ol>"
)


def written(page: type[HTML], **options: Any) -> bytes:
    return bytes(page(string=TEXT).write_pdf(pdf_identifier=b"ZX-0113-261124-0001", **options))


@pytest.mark.parametrize("variant", ["pdf/a-3a", None])
@pytest.mark.parametrize("uncompressed", [False, True])
def test_objects_made_once_are_the_objects_made_twice(variant: str | None, uncompressed: bool) -> None:
    options = {"pdf_variant": variant, "uncompressed_pdf": uncompressed}
    once = written(HTML, finisher=lambda _document, pdf: write_once(pdf), **options)
    assert once == written(HTML, **options)


def test_a_page_without_the_rules_for_notes_is_the_page_with_them() -> None:
    assert len(NOTES.findall(UA)) == 5
    assert written(Page) == written(HTML)
