"""诈骗劝阻: keeping a customer from paying a fraudster, opened with one tap and completed when it is over (domain.md §2.7).

Only what the first tap can know is asked at once; the three questions, the signs, the measures and the outcome are needed to
conclude it. 强行扣留 is no measure, and family is told only with the customer's consent.
"""

from server.records.common_fields import (
    BUSINESS_CHANNELS,
    EVERYONE_AT_THE_BRANCH,
    LONG_HOUSE_TERM,
    customer,
    visit,
)
from server.records.contributions import Document, Due, ListColumns, Quick, Rule, Start
from server.records.field import choice, choices, flag, moment, money, reference, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

CONCLUDED = ("asked_payee", "asked_who", "asked_secrecy", "signs", "action", "outcome", "amount")
SAID = (*CONCLUDED, "fraud_type", "amount_saved", "family_consent", "police_ref", "account", "call_back_at")

KIND = Kind(
    code="fraud_dissuasion",
    zh="诈骗劝阻",
    en="Fraud dissuasion",
    prefix="QZ",
    icon="fraud",
    order=44,
    duty=2,
    capture_roles=EVERYONE_AT_THE_BRANCH,
    help_zh="觉得不对先点这里，照三问说。劝住以后再补齐。可拨 96110、110。",
    help_en="When it feels wrong, tap here and ask the three questions. Complete it afterwards. Call 96110 or 110.",
    fields=(
        choice(
            "fraud_type",
            "类型",
            "Kind of fraud",
            (
                ("police", "冒充公检法", "Posing as the police"),
                ("fake_jobs", "刷单返利", "Fake jobs"),
                ("fake_investment", "虚假投资", "Fake investment"),
                ("fake_service", "冒充客服", "Posing as customer service"),
                ("fake_acquaintance", "冒充领导熟人", "Posing as a superior or friend"),
                ("romance", "婚恋交友", "Romance"),
                ("credit_loan", "征信贷款", "Credit repair and loans"),
                ("elder_health", "养老保健", "Pension and health products"),
                ("other", "其他", "Other"),
            ),
            required=True,
            default="police",
            help_zh="拿不准先选最像的，之后可改。",
            help_en="Choose what it looks like; it can be changed later.",
        ),
        choice("channel", "办理渠道", "Channel", BUSINESS_CHANNELS, required=True, default="counter"),
        money("amount", "涉及金额", "Sum at stake", privacy="C2", group="sum"),
        choices(
            "signs",
            "异常表现",
            "Signs",
            (
                ("on_the_phone", "通话不断", "On the phone all the time"),
                ("nervous", "神情紧张", "Nervous"),
                ("urgent", "催促办理", "In a hurry"),
                ("avoids_talk", "回避询问", "Avoids questions"),
                ("does_not_know_payee", "不认识收款人", "Does not know the payee"),
                ("screen_sharing", "屏幕共享或陌生软件", "Screen sharing or a strange app"),
                ("told_to_hide", "被要求保密", "Told to keep it secret"),
                ("unusual_sum", "金额反常", "Unusual sum"),
                ("directed_by_others", "他人陪同指挥", "Directed by somebody else"),
            ),
            max=9,
        ),
        choice(
            "asked_payee",
            "一问：认识收款人吗",
            "First: do you know the payee?",
            (("yes", "认识", "Yes"), ("no", "不认识", "No"), ("no_answer", "不回答", "No answer")),
            group="asked",
        ),
        choice(
            "asked_who",
            "二问：谁让您转",
            "Second: who told you to pay?",
            (
                ("own_wish", "自己要转", "Own wish"),
                ("family_friend", "亲友", "Family or friend"),
                ("stranger", "陌生人", "A stranger"),
                ("official", "自称公检法或客服", "Somebody posing as police or service"),
                ("no_answer", "不回答", "No answer"),
            ),
            group="asked",
        ),
        choice(
            "asked_secrecy",
            "三问：有人让您保密吗",
            "Third: did anybody ask you to keep it secret?",
            (("yes", "有", "Yes"), ("no", "没有", "No"), ("no_answer", "不回答", "No answer")),
            group="asked",
        ),
        choices(
            "action",
            "措施",
            "Measures",
            (
                ("dissuaded", "劝阻", "Talked to the customer"),
                ("family", "联系家属（同意）", "Called the family, with consent"),
                ("reported", "上报", "Reported"),
                ("call_96110", "96110", "96110"),
                ("call_110", "110", "110"),
            ),
            max=5,
        ),
        flag("family_consent", "客户同意联系家属", "Agrees that the family is called"),
        choice(
            "outcome",
            "结果",
            "Outcome",
            (
                ("gave_up", "已放弃", "Gave it up"),
                ("postponed", "延迟办理", "Postponed"),
                ("insists", "仍坚持", "Insists"),
                ("police", "已报警", "Police called"),
            ),
            group="outcome",
        ),
        money("amount_saved", "避免损失", "Loss avoided", min=0, privacy="C2", group="outcome"),
        text("police_ref", "报警回执或接警编号", "Reference of the police", max=60, group="outcome"),
        text("account", "经过", "What happened", min=2, max=1000, multiline=True),
        moment("call_back_at", "回访时间", "Call back at"),
        reference("request_id", "对应业务", "Business", "record"),
        visit(),
        customer(),
    ),
    rules=(
        Rule(
            "saved_within_sum",
            "amount_saved",
            must=("lte", "amount_saved", "amount"),
            zh="避免损失不能超过涉及金额，请核对。",
            en="No more can be saved than was at stake; check the sums.",
        ),
        Rule(
            "family_with_consent",
            "family_consent",
            when=("includes", "action", "family"),
            must=("eq", "family_consent", True),
            zh="联系家属须先征得客户同意，请勾选同意或去掉这项措施。",
            en="Family is called only with consent; tick it, or remove the measure.",
        ),
        Rule(
            "police_called",
            "action",
            when=("eq", "outcome", "police"),
            must=("or", ("includes", "action", "call_110"), ("includes", "action", "call_96110")),
            zh="结果为已报警，请在措施中选择 110 或 96110。",
            en="The police were called; choose 110 or 96110 among the measures.",
        ),
        Rule(
            "insisting_is_reported",
            "action",
            when=("eq", "outcome", "insists"),
            must=("or", ("includes", "action", "reported"), ("includes", "action", "call_96110"),
                  ("includes", "action", "call_110")),
            zh="客户仍坚持的，须暂缓办理并上报，或拨打 96110、110。",
            en="If the customer insists, hold it back and report it, or call 96110 or 110.",
        ),
    ),
    life_cycle=LifeCycle(
        created="in_progress",
        states=(
            State("in_progress", "劝阻中", "Under way", "attention"),
            State("concluded", "已结束", "Concluded", "done", final=True),
            State("called_back", "已回访", "Called back", "done", final=True),
        ),
        commands=(
            Command("conclude", "结束劝阻", "Conclude", ("in_progress",), "concluded", EVERYONE_AT_THE_BRANCH,
                    args=SAID, required=CONCLUDED),
            Command("call_back", "登记回访", "Record the call back", ("concluded",), "called_back",
                    EVERYONE_AT_THE_BRANCH, args=("call_back_at", "account"), required=("call_back_at",)),
        ),
    ),
    columns=ListColumns("fraud_type", ("outcome", "amount_saved")),
    search=("account", "fraud_type", "outcome"),
    quick=Quick(fields=("fraud_type", "channel", "amount"), last_used=("channel",)),
    starts=(
        Start("department_ticket", "上报安全部", "Tell security",
              values={"to_department": "=security_dept", "ticket_type": "=process_coordination", "priority": "=urgent",
                      "channel": "=system", "content": "=网点正在劝阻疑似电信诈骗，请协助处置。", "linked": "@record"},
              when=("eq", "status", "in_progress")),
    ),
    dues=(Due("call_back_at", ("concluded",), "劝阻后回访", "Call the customer back"),),
    documents=(Document("D16", on_status="concluded"),),
    retention=LONG_HOUSE_TERM,
    example={
        "fraud_type": "police",
        "channel": "counter",
        "amount": 8_000_000,
        "signs": ["on_the_phone", "nervous", "told_to_hide"],
        "asked_payee": "no",
        "asked_who": "official",
        "asked_secrecy": "yes",
        "action": ["dissuaded", "call_96110"],
        "outcome": "gave_up",
        "amount_saved": 8_000_000,
        "account": "客户称“办案人员”要求转入安全账户，出示案例后同意放弃，96110 已接听说明。",
    },
)  # fmt: skip
