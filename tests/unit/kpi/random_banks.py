"""Small random banks: records of the kinds that each KPI counts, in any state, naming one another."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sync.lifecycle import VOIDED
from sync.server.state import RecordState
from tests.unit.kpi.bank import record

IDS = st.sampled_from(["a", "b", "c", "d"])
PEOPLE = st.sampled_from(["li", "wang"])
MOMENTS = st.sampled_from(["2026-10-31T15:00:00.000Z", "2026-10-31T17:00:00.000Z", "2026-11-24T04:00:00.000Z"])
OPTIONAL = st.sampled_from([None, "a", "b"])


def drawn(kind: str, statuses: list[str], /, **fields: Any) -> st.SearchStrategy[RecordState]:
    parts = {name: each if isinstance(each, st.SearchStrategy) else st.just(each) for name, each in fields.items()}
    made = st.fixed_dictionaries(
        {"id": IDS, "status": st.sampled_from([*statuses, VOIDED]), "by": PEOPLE, "at": MOMENTS, **parts}
    )
    return made.map(lambda told: record(kind, f"{kind}-{told.pop('id')}", told.pop("status"), **told))


def named(kind: str) -> st.SearchStrategy[str]:
    return IDS.map(lambda id: f"{kind}-{id}")


RESULTS = st.lists(
    st.fixed_dictionaries(
        {"item": st.sampled_from(["CK06", "CK07"]), "result": st.sampled_from(["pass", "fail", "unchecked"])}
    ),
    unique_by=lambda row: row["item"],
)
PARTICIPANTS = st.lists(
    st.fixed_dictionaries({"account": PEOPLE, "present": st.booleans()}) | st.just({"name": "保安", "present": True}),
    max_size=3,
)
SERVICES = st.sampled_from([None, "visit"])
RECORDS = {
    "k1": drawn("survey_response", ["submitted", "issued"], linked=SERVICES, mode=st.sampled_from(["self", "staff"]),
                q1=st.sampled_from([None, "2", "5"]), submitted_at=MOMENTS),
    "k2": drawn("business_request", ["completed", "in_progress"], core_serial_no=st.sampled_from([None, "S1", "S2"]),
                void_cause=st.sampled_from(["entry_error", "operating_error", "customer_cancelled"]), completed_at=MOMENTS)
    | drawn("error_record", ["to_confirm", "established", "corrected", "unfounded"], request_id=named("business_request")),
    "k3": drawn("feedback", ["collected"], duplicate_of=st.none() | named("feedback"))
    | drawn("complaint", ["accepted"], linked=st.none() | named("feedback"))
    | drawn("improvement_measure", ["not_started"], plan_id=named("improvement_plan"))
    | drawn("improvement_plan", ["drafting", "approved"], report_id=named("analysis_report"))
    | drawn("analysis_report", ["submitted"], period_from="2026-10-01", period_to="2026-12-31"),
    "k4": drawn("event_plan", ["ended", "preparing"], actual_end_at=MOMENTS)
    | drawn("staff_participation", ["checked_in"], event_id=named("event_plan"))
    | drawn("event_feedback", ["submitted"], event_id=named("event_plan"), score=st.integers(1, 5)),
    "k5": drawn("inspection", ["submitted", "missed", "due"], kind="patrol", results=RESULTS, finished_at=MOMENTS)
    | drawn("hazard", ["closed_out", "found"], inspection_id=named("inspection"), item="CK06", due_on="2026-11-10",
            verified_at=MOMENTS)
    | drawn("drill", ["archived", "planned"], scenario="fire", ended_at=MOMENTS, participants=PARTICIPANTS),
}  # fmt: skip


def banks(code: str, size: int = 9) -> st.SearchStrategy[list[RecordState]]:
    """Records of the kinds of one KPI that name one another, each once."""
    return st.lists(RECORDS[code], max_size=size, unique_by=lambda each: each.id)
