"""Who a customer is: identity numbers, organisations, consents (domain.md §2.0)."""

import pytest

from server.records import all_kinds
from tests.unit.records.examples import capture_faults

KIND = all_kinds()["customer"]


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x", "440524188001010014"])
def test_a_valid_identity_number_is_taken(number):
    assert capture_faults("customer", id_no=number) == set()


@pytest.mark.parametrize("number", ["110105194912310021", "110105491231002", "11010519490231002X"])
def test_a_wrong_identity_number_is_refused(number):
    assert capture_faults("customer", id_no=number) == {"resident_number_valid"}


def test_the_number_of_a_passport_follows_no_national_rule():
    assert capture_faults("customer", id_type="passport", id_no="E12345678") == set()


def test_the_small_x_of_an_identity_number_is_kept_large():
    assert KIND.normalised({"id_no": "11010519491231002x"})["id_no"] == "11010519491231002X"


def test_a_number_needs_the_document_it_is_from():
    assert "number_of_a_document" in capture_faults("customer", id_type=None)


def test_a_masked_number_is_not_judged_again():
    shown = KIND.masked(KIND.example)
    assert shown["id_no"] == "110***********002X"
    assert KIND.record_errors(shown, "active") == []


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "𠮷田", "Anna Maria O'Neill"])
def test_names_of_every_script_are_taken(name):
    assert capture_faults("customer", display_name=name) == set()


def test_a_corporate_customer_names_its_organisation_and_code():
    assert capture_faults("customer", segment=["corporate"]) == {"organisation_named", "organisation_coded"}
    named = {"segment": ["corporate"], "org_name": "示例商贸有限公司", "uscc": "91350100M000100Y43"}
    assert capture_faults("customer", **named) == set()
    assert capture_faults("customer", **{**named, "uscc": "91350100M000100Y44"}) == {"not_uscc"}


def test_each_consent_stands_once():
    consent = {"scope": "marketing", "given_at": "2026-11-24T01:40:00.000Z", "wording_version": "2026-1"}
    assert capture_faults("customer", consent_scope=[consent, consent]) == {"repeated"}


def test_a_consent_is_withdrawn_after_it_was_given():
    early = {
        "scope": "marketing",
        "given_at": "2026-11-24T01:40:00.000Z",
        "withdrawn_at": "2026-11-23T01:40:00.000Z",
        "wording_version": "2026-1",
    }
    assert capture_faults("customer", consent_scope=[early]) == {"withdrawn_after_given"}


def test_nobody_searches_by_identity_number():
    assert not {"id_no", "mobile", "uscc"} & set(KIND.search)


def test_the_name_of_an_organisation_is_public_and_that_of_a_person_is_not():
    company = {**KIND.example, "org_name": "示例商贸有限公司", "display_name": "示例商贸有限公司"}
    assert KIND.masked(company)["display_name"] == "示例商贸有限公司"
    assert KIND.masked({**company, "display_name": "王会计"})["display_name"] == "王**"
    assert KIND.masked(KIND.example)["display_name"] == "阿**"
