"""Plans, events and applications on paper: what was approved, by whom, in which words, and whether that still stands."""

from __future__ import annotations

from dataclasses import asdict, replace

from server.documents.deliverables import d08, d13
from server.documents.deliverables.decisions import standing
from tests.samples import d08 as plans
from tests.samples import d09 as events
from tests.samples import d13 as loans
from tests.samples.build import at, material, record, subject


def test_every_decision_is_told_with_who_when_words_and_hash() -> None:
    (*_, approval) = plans.realistic().context.parts
    assert [row[1] for row in approval.table.rows] == ["张军", "张军", "陈㛃"]
    assert approval.table.rows[0][3] == "退回原因：请补充老年客户的辅导措施。"
    assert approval.table.rows[2][2:] == ("2026年10月23日 14:20", "同意实施，年底前提交前后指标。", plans.HASH[:12])


def test_an_approval_that_no_longer_fits_is_said_and_signs_nothing() -> None:
    form = plans.minimal().context
    assert form.parts[-1].lines[0][0].value.startswith("批准已失效")
    assert [signer.name for signer in form.signers] == ["王芳", "", ""]


def test_a_return_after_an_approval_is_no_approval() -> None:
    of = plans.paper(plans.plan("returned"), (), plans.APPROVED[:1])
    assert standing(of) == "尚未批准，本件不作执行依据。"
    assert plans.HASH in standing(replace(of, decisions=plans.APPROVED))


def test_a_plan_prints_each_measure_with_its_own_metric_before_and_after() -> None:
    (_, _, measures, effect, _) = plans.realistic().context.parts
    assert measures.table.rows[0][4] == f"{plans.METRIC}\n改进前：34\n改进后：19"
    assert "改进前" not in measures.table.rows[2][4]
    assert effect.table.rows[0] == (plans.METRIC, "34", "19")


def test_a_void_measure_is_no_part_of_the_plan() -> None:
    of = plans.paper(plans.plan("approved"), [plans.measure(1, "voided")], plans.APPROVED)
    assert d08.sheet(material(plans.SERIAL), of).context.parts[2].table.rows == ()


def test_an_event_names_who_approved_it_in_each_department() -> None:
    assert [signer.name.split("　")[0] for signer in events.realistic().context.signers] == [
        "王芳",
        "李晓",
        "赵磊",
        "张军",
    ]


def test_an_application_lists_the_papers_of_what_is_asked_for_and_promises_nothing() -> None:
    def papers(**values: object) -> set[str]:
        of = subject(record("loan_preapplication", 1, "handed_over", at(11, 24), materials_given=None, **values))
        return {row[2] for row in d13.sheet(material(loans.SERIAL), of).context.parts[2].table.rows}

    assert papers(purpose="home") == {"住房按揭"}
    assert papers(purpose="business") == {"个人经营贷"}
    assert papers(purpose="travel", more_materials=["M16"]) == {"个人消费贷", "信用卡申请"}
    written = str(asdict(loans.realistic().context))
    assert "初步意见，不构成审批承诺" in written
    assert "王晓燕" not in written
    assert "13812345678" not in written
