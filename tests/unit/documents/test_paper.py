"""The paper itself: what stands on it, that it can be read by people and machines, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from server.documents.definition import Printed, Subject
from server.documents.deliverables.d01 import ConsultationSheet
from server.documents.faults import RenderFault
from server.records import all_kinds
from tests.papers import AT, D01, KIND, day_sheet, labels, made, material, read, record, sheet, text_of, ticket

LONG = "客户询问装修贷款的年化利率与期限，并希望了解提前还款的处理办法。" * 14


def test_a_sheet_holds_what_was_recorded_and_by_whom() -> None:
    text = text_of(made(sheet()).pdf)
    for part in (
        "客户咨询记录表",
        "ZX-0113-261124-0001",
        "现场",
        "消费贷",
        "想了解装修贷款",
        "已说明以最新公示",
        "王芳",
    ):
        assert part in text


def test_a_sheet_names_its_serial_version_cutoff_and_pages() -> None:
    text = text_of(made(sheet(version=2, replaces="ZXB-0113-261123-0009", reason="记录有更正")).pdf)
    assert "ZXB-0113-261124-0001第2版" in text
    assert "替代ZXB-0113-261123-0009；记录有更正" in text
    assert "数据截止2026年11月24日14:05:09" in text
    assert "第1页共1页" in text


def test_customers_are_masked() -> None:
    text = text_of(made(sheet(record(customer_name="王建国", customer_mobile="13812345678"))).pdf)
    assert "王**" in text
    assert "138****5678" in text
    assert "建国" not in text
    assert "1234567" not in text


def test_a_reply_of_a_department_is_printed_with_its_ticket() -> None:
    text = text_of(made(sheet(linked=[ticket(reply="初步可贷二十万元。", result="solved")])).pdf)
    for part in ("信贷部门", "XT-0113-261124-0007", "已回复", "初步可贷二十万元。", "已解决"):
        assert part in text


def test_the_bulletin_relied_on_is_printed_by_its_title_and_number() -> None:
    assert "个人消费贷年化利率公示口径（11月）（TG-0113-261101-0001）" in text_of(
        made(sheet(record(bulletin_id="bulletin"))).pdf
    )


def test_a_survey_that_names_a_consultation_is_no_referral() -> None:
    survey = all_kinds()["survey_response"]
    printed = D01.single.compose(material(), Subject(KIND, record(), [(survey, replace(record(), kind=survey.code))]))
    assert isinstance(printed.context, ConsultationSheet)
    assert printed.context.referrals == ()


def test_markup_in_a_value_is_text_and_fetches_nothing() -> None:
    hostile = '<img src="file:///etc/hostname"><link rel="attachment" href="file:///etc/passwd">{{ form }}'
    pdf = made(sheet(record(question=hostile))).pdf
    assert "".join(hostile.split()) in text_of(pdf)
    assert list(read(pdf).attachments) == ["data.json"]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert made(sheet()).pdf == made(sheet()).pdf


def test_the_file_carries_the_data_that_were_printed_once_and_masked() -> None:
    reader = read(made(sheet(record(customer_name="王建国"))).pdf)
    (content,) = reader.attachments["data.json"]
    data = json.loads(content)
    assert (data["template"], data["form"]["customer"]) == ("d01_consultation.html", "王**")
    assert "建国" not in content.decode()
    (associated,) = reader.trailer["/Root"]["/AF"]
    assert associated.get_object()["/AFRelationship"] == "/Data"


def test_every_font_is_ours_embedded_and_mapped_to_characters() -> None:
    fonts = [font for page in read(made(sheet()).pdf).pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert "Lobbybook" in str(descendant["/BaseFont"])
        assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font.get_object()


def test_the_file_says_what_it_is_to_readers_and_archives() -> None:
    reader = read(made(sheet()).pdf)
    root = reader.trailer["/Root"].get_object()
    assert reader.metadata is not None
    assert reader.metadata.title == "客户咨询记录表 ZXB-0113-261124-0001"
    assert reader.metadata.creation_date == AT
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("zh-CN", True)
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="A"' in xmp
    assert 'pdfuaid:part="1"' in xmp


@pytest.mark.parametrize("name", ["㛃", "䶮", "𫇭", "𬶠", "𰻞"])
def test_rare_characters_of_names_are_printed(name: str) -> None:
    assert name in text_of(made(sheet(record(customer_name=name))).pdf)


@pytest.mark.parametrize("unprintable", ["\U00012000", "\U000323af", "ꀀ"])
def test_a_character_without_a_glyph_stops_the_issue(unprintable: str) -> None:
    with pytest.raises(RenderFault, match="missing_glyph"):
        made(sheet(record(solution=f"已答复{unprintable}，请核对。")))


def test_after_a_refusal_the_next_document_is_made() -> None:
    with pytest.raises(RenderFault):
        made(sheet(record(solution="\U00012000 无法打印")))
    assert made(sheet()).pages == 1


def test_a_context_that_lacks_a_value_is_refused() -> None:
    whole = sheet()
    with pytest.raises(RenderFault, match="template"):
        made(Printed(whole.template, {"head": vars(whole.context)["head"]}))


def test_characters_that_draw_nothing_or_turn_the_line_are_left_out() -> None:
    pdf = made(sheet(record(question="甲\u202e乙\u200b丙\ue000丁\x07戊"))).pdf
    assert "甲乙丙丁戊" in text_of(pdf)


def test_a_long_text_flows_onto_further_pages_and_loses_nothing() -> None:
    replies = [ticket(reply=f"第{number}次答复。" + LONG) for number in range(1, 6)]
    file = made(sheet(record(question=LONG[:500], solution=LONG[:500]), linked=replies))
    assert file.pages > 1
    text = text_of(file.pdf)
    assert text.count("第1次答复。") == text.count("第5次答复。") == 1
    assert f"第{file.pages}页共{file.pages}页" in text


def test_the_heads_of_a_daily_table_repeat_on_every_page() -> None:
    file = made(day_sheet([record(number) for number in range(1, 61)], serial="ZXB-0113-20261124-v1"))
    assert file.pages > 2
    for page in list(read(file.pdf).pages)[:-1]:
        assert "登记人" in page.extract_text()
    text = text_of(file.pdf)
    assert all(f"ZX-0113-261124-{number:04d}" in text for number in (1, 30, 60))
    assert "共60笔" in text


def test_a_later_version_of_a_day_marks_what_was_registered_late() -> None:
    rows = [record(1), record(2, created_at="2026-11-24T09:00:00.000Z")]
    assert text_of(made(day_sheet(rows, previous_cutoff=AT, serial="ZXB-0113-20261124-v2")).pdf).count("补录") == 2
    assert "补录" not in text_of(made(day_sheet(rows, serial="ZXB-0113-20261124-v1")).pdf)


def test_void_records_of_a_day_are_shown_and_not_counted() -> None:
    void = record(2, status="voided", void_cause="operating_error")
    text = text_of(made(day_sheet([record(1), void], serial="ZXB-0113-20261124-v1")).pdf)
    assert "已作废（操作差错）" in text
    assert "共1笔" in text
    assert "已作废1" in text


def test_one_page_stays_small_enough_to_send() -> None:
    assert len(made(sheet(linked=[ticket(reply="可以办理。", result="solved")])).pdf) <= 95_000


def test_a_summary_is_masked() -> None:
    assert D01.single.summary(labels(), Subject(KIND, record(customer_name="王建国"))) == "消费贷 · 王**"
