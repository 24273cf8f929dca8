"""What customers take along or fill in: nothing of anybody in clear, blanks that line up, and the questions of the right survey."""

from __future__ import annotations

import pytest

from server.documents.deliverables import d17_opening, d17_transfer, n01, w01
from server.documents.deliverables.blanks import places_of
from server.records.public_link import page_address
from tests.samples.build import at, material, record, subject
from tests.samples.d04 import customer
from tests.samples.w01 import CODE


def transfer(**values):
    of = record("business_request", 1, "pending_check", at(11, 24), **values)
    return d17_transfer.sheet(material("ZSB-1"), subject(of, named=[customer(1, "欧阳建国")])).context


def opening(**values):
    of = record("account_opening", 1, "pending_check", at(11, 24), **values)
    return d17_opening.sheet(material("KSB-1"), subject(of, named=[customer(1, "欧阳建国")])).context


def notice(*items):
    of = record("material_check", 1, "incomplete", at(11, 24), items=list(items))
    return n01.sheet(material("GZB-1"), subject(of)).context


def questionnaire(**values):
    of = record("survey_campaign", 1, "planned", at(11, 2), **{"link_code": CODE, **values})
    return w01.sheet(material("WJB-1"), subject(of)).context


@pytest.mark.parametrize(
    ("cents", "places"),
    [(3_000_050, "   ¥3000050"), (5, "         ¥5"), (9_999_999_999, "¥9999999999")],
)
def test_a_sum_stands_in_its_places_with_its_sign_before_it(cents: int, places: str) -> None:
    assert places_of(cents) == tuple(each.strip() for each in places)


def test_a_sum_too_long_for_its_places_is_written_in_digits_alone() -> None:
    assert places_of(10_000_000_000) == ()
    assert transfer(amount=10_000_000_000).amount.digits == "100,000,000.00"


def test_an_application_without_a_sum_leaves_all_its_places_to_write() -> None:
    assert set(transfer(amount=None).amount.places) == {""}


def test_an_application_names_people_masked() -> None:
    found = transfer(customer_id="customer-1", counterparty="李建国")
    assert (found.payer, found.payee) == ("欧**", "李**")


def test_what_the_customer_chose_is_ticked_and_nothing_else() -> None:
    assert [each.name for each in opening(usage="payroll").usages if each.chosen] == ["工资代发"]
    assert not any(each.chosen for each in transfer().arrivals)


def test_an_organisation_chooses_among_its_own_classes_of_account() -> None:
    person, unit = opening(), opening(customer_kind="organisation", account_class="unit_basic")
    assert [each.name for each in person.classes] == ["Ⅰ类", "Ⅱ类", "Ⅲ类"]
    assert [each.name for each in unit.classes if each.chosen] == ["单位基本"]


def test_a_currency_that_is_seldom_stands_on_the_form_where_it_was_chosen() -> None:
    assert [each.name for each in transfer(currency="CHF").currencies if each.chosen] == ["瑞士法郎"]
    assert "瑞士法郎" not in [each.name for each in transfer(currency="CNY").currencies]


def test_a_notice_tells_what_is_missing_and_not_what_staff_noted() -> None:
    found = notice(
        {"item": "身份证", "result": "complete"},
        {"item": "收入证明", "result": "missing", "note": "王建国的单位是城东机械厂"},
    )
    assert found.papers == (("收入证明", "缺失"),)
    assert "王建国" not in str(found)


def test_a_questionnaire_leads_to_the_page_on_which_the_campaign_is_answered() -> None:
    assert questionnaire().address == page_address("https://lobby.example-bank.cn", "0113", CODE)
    assert questionnaire(link_code=None).code is None


def test_a_campaign_about_devices_asks_the_questions_about_devices_numbered_from_one() -> None:
    device, branch = questionnaire(scene="device"), questionnaire(scene="branch")
    assert [each.number for each in (*device.rated, *device.recommend, *device.open)] == [1, 2, 3, 4, 5]
    assert len((*branch.rated, *branch.recommend, *branch.open)) == 10


def test_the_question_that_must_be_answered_offers_no_way_around_it() -> None:
    first, *others = questionnaire().rated
    assert (first.may_skip, {each.may_skip for each in others}) == (False, {True})
    assert [value for value, _ in questionnaire().scale] == [5, 4, 3, 2, 1]
