"""操作指南通知: that the steps at a device changed, what changed, and who has learnt it (domain.md §2.3, steps of §6.5).

The steps themselves have one home, the reference set `step_guides`, which 培训部门 edits and publishes: everybody reads them
there, ★ marks included. A record names the guide, says in words what changed and keeps the version in force. Who has learnt it is
worked out from each reader's own step, so that nobody's tick overwrites another's.
"""

from server.records.common_fields import AGENT, EVERYONE_AT_THE_BRANCH, HOUSE_TERM, SYSTEM, happened
from server.records.contributions import Derived, Due, ListColumns, Notice, Rule
from server.records.field import flag, moment, reference, references, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

OWNER = "training_dept"

KIND = Kind(
    code="device_guide",
    zh="操作指南通知",
    en="Device guide notice",
    prefix="ZN",
    icon="guide",
    order=34,
    duty=3,
    capture_roles=AGENT,
    owner=OWNER,
    help_zh="操作步骤有变时由培训部门发布。步骤本身在“知识”中查看；学会后请点“已学”。",
    help_en="Published by the training department when steps change. Read the steps themselves under Guide.",
    fields=(
        reference("guide", "操作指南", "Guide", "step_guides", required=True),
        text("changes", "变更内容", "What changed", min=5, max=1000, required=True, multiline=True),
        text("version", "指南版本", "Version of the guides", max=20, derived=True),
        happened("effective_from", "生效时间", "In force from", required=True, group="validity"),
        moment("expires_at", "失效时间", "In force until", group="validity"),
        flag("must_learn", "必学", "Must be learnt", default=True),
        references("acks", "已学人员", "Learnt by", "user", max=200, derived=True),
    ),
    rules=(
        Rule(
            "expires_after_start",
            "expires_at",
            must=("lte", "effective_from", "expires_at"),
            zh="失效时间不能早于生效时间，请调整。",
            en="It cannot end before it begins; change one of the times.",
        ),
    ),
    life_cycle=LifeCycle(
        created="draft",
        states=(
            State("draft", "起草", "Draft", "waiting"),
            State("published", "已发布", "Published", "done"),
            State("expired", "已失效", "Expired", "void", final=True),
        ),
        commands=(
            Command("publish", "发布", "Publish", ("draft",), "published", AGENT, offline=False, department=OWNER),
            Command("learn", "已学", "I have learnt it", ("published",), None, EVERYONE_AT_THE_BRANCH),
            Command("expire", "到期失效", "Expire", ("published",), "expired", SYSTEM, offline=False),
        ),
    ),
    columns=ListColumns("guide", ("changes",)),
    search=("guide", "changes"),
    dues=(Due("expires_at", ("published",), "操作指南通知到期", "The notice expires", command="expire"),),
    notice=Notice(
        about="guide",
        states=("published",),
        since="effective_from",
        until="expires_at",
        must="must_learn",
        command="learn",
        done="acks",
    ),
    derived=(
        Derived("version", "rule_version", {"set": "=step_guides"}),
        Derived("acks", "runners", {"step": "=learn"}),
    ),
    retention=HOUSE_TERM,
    example={
        "guide": "SG01",
        "changes": "取款前先看插卡口、键盘有无异物；输入密码时其他人站到一米线外。",
        "effective_from": "2026-11-01T01:00:00.000Z",
        "must_learn": True,
    },
)
