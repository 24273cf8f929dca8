"""Forms of one record: an account opened, a fraud prevented, a shift handed over."""

from __future__ import annotations

from dataclasses import asdict

from server.documents.deliverables.forms import Cell, lines
from tests.papers import made, text_of
from tests.samples import d01, d04, d15, d16


def test_short_cells_stand_in_pairs_and_a_long_one_alone() -> None:
    a, b, long, c = Cell("a", "1"), Cell("b", "2"), Cell("l", "3", long=True), Cell("c", "4")
    assert lines([a, b, long, c]) == ((a, b), (long,), (c,))
    assert lines([a, long]) == ((a,), (long,))


def test_the_confirmation_masks_the_customer_and_never_tells_a_risk() -> None:
    written = str(asdict(d04.realistic().context))
    assert "欧**" in written
    assert "欧阳建国" not in written
    assert "11010519491231002X" not in written
    assert "风险" not in written
    assert "名单" not in written
    assert "不是账户服务合同" in written


def test_each_form_renders_and_says_what_it_must() -> None:
    assert "人民币捌万元整" in text_of(made(d16.realistic()).pdf)
    assert "赵磊" in text_of(made(d15.realistic()).pdf)
    assert made(d04.minimal()).pages == 1


def test_a_consultation_names_the_version_of_the_bulletin_that_was_quoted_and_the_one_in_force() -> None:
    told = asdict(d01.realistic().context)["bulletin"]
    assert told.endswith("第 2 版（现为第 3 版）")
    assert asdict(d01.minimal().context)["bulletin"] == "—"
