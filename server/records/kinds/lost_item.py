"""遗失物品: something found in the lobby, from the shelf to its owner or the police (domain.md §2.7).

Basis: 民法典第314、318条 (return it or hand it to the police; unclaimed for a year it belongs to the State).
The year runs from the announcement; at its end the branch hands the item over and keeps the receipt.
"""

from server.records.common_fields import FLOOR, HOUSE_TERM
from server.records.contributions import Derived, Due, ListColumns, Quick, Rule
from server.records.field import choice, day, flag, moment, person, photos, signature, telephone, text
from server.records.kind import Kind
from server.records.life_cycle import Command, LifeCycle, State

AT_ONCE = ("cash", "card", "document")

KIND = Kind(
    code="lost_item",
    zh="遗失物品",
    en="Lost item",
    prefix="SW",
    icon="lost",
    order=70,
    capture_roles=(*FLOOR, "teller", "safety_officer"),
    help_zh="拾得物双人登记、公告招领。现金、卡片、证件须立即交运营主管。",
    help_en="Found items are taken in by two people and announced. Cash, cards and papers go to the supervisor at once.",
    fields=(
        text(
            "item",
            "物品",
            "Item",
            max=100,
            required=True,
            help_zh="写外观特征，不写卡号、证件号码",
            help_en="What it looks like; never card or document numbers",
        ),
        choice(
            "category",
            "类别",
            "Category",
            (
                ("cash", "现金", "Cash"),
                ("card", "卡片", "Card"),
                ("document", "证件", "Papers"),
                ("phone", "手机", "Telephone"),
                ("other", "其他", "Other"),
            ),
            required=True,
            group="keeping",
        ),
        moment("found_at", "拾得时间", "Found at", required=True),
        text("place", "拾得地点", "Where", max=60, required=True),
        person("finder", "拾得人", "Finder", required=True),
        photos(
            "photos",
            "照片",
            "Pictures",
            max=4,
            help_zh="拍外观；卡片与证件上的号码须先涂抹",
            help_en="What it looks like; blur numbers on cards and documents first",
        ),
        text("locker", "存放位置", "Kept in", max=40, group="keeping"),
        person("keeper_one", "保管人一", "First keeper", required=True, group="keeping"),
        person("keeper_two", "保管人二", "Second keeper", required=True, group="keeping"),
        flag("handed_to_supervisor", "已交运营主管", "Handed to the supervisor", group="keeping"),
        moment("notice_at", "公告时间", "Announced at"),
        person("claimant", "认领人", "Claimant", group="claim"),
        telephone("claimant_mobile", "认领人电话", "Claimant's telephone", group="claim"),
        flag("identity_checked", "已核对身份与物品特征", "Identity and description checked", group="claim"),
        signature("claimant_signature", "认领人签名", "Claimant's signature", group="claim"),
        moment("claimed_at", "认领时间", "Claimed at", group="claim"),
        text("police_receipt", "移交回执", "Receipt", max=60, group="claim"),
        day("unclaimed_on", "满一年日期", "A year is over on", derived=True),
    ),
    rules=(
        Rule(
            "two_keepers",
            "keeper_two",
            must=("differs", "keeper_one", "keeper_two"),
            zh="须由两人共同保管，请填写另一位保管人。",
            en="Two different people keep it; name the other one.",
        ),
        Rule(
            "valuables_to_supervisor",
            "handed_to_supervisor",
            when=("in", "category", AT_ONCE),
            must=("eq", "handed_to_supervisor", True),
            zh="现金、卡片、证件须立即交运营主管，交接后请勾选。",
            en="Cash, cards and papers go to the supervisor at once; tick it when handed over.",
        ),
        Rule(
            "found_before_notice",
            "notice_at",
            must=("lte", "found_at", "notice_at"),
            zh="公告时间不能早于拾得时间。",
            en="It cannot be announced before it was found.",
        ),
        Rule(
            "claim_checked",
            "identity_checked",
            when=("eq", "status", "claimed"),
            must=("eq", "identity_checked", True),
            zh="归还前须核对身份与物品特征，核对后请勾选。",
            en="Check identity and description before returning it, then tick it.",
        ),
    ),
    life_cycle=LifeCycle(
        created="registered",
        states=(
            State("registered", "登记", "Registered", "waiting"),
            State("announced", "招领", "Announced", "waiting"),
            State("claimed", "已认领", "Claimed", "done", final=True),
            State("handed_over", "移交公安", "Handed to the police", "done", final=True),
        ),
        commands=(
            Command(
                "announce",
                "公告招领",
                "Announce",
                ("registered",),
                "announced",
                FLOOR,
                args=("notice_at",),
                required=("notice_at",),
            ),
            Command(
                "claim",
                "认领",
                "Claim",
                ("registered", "announced"),
                "claimed",
                FLOOR,
                args=("claimant", "claimant_mobile", "identity_checked", "claimant_signature", "claimed_at"),
                required=("claimant", "identity_checked", "claimant_signature", "claimed_at"),
            ),
            Command(
                "hand_over",
                "移交公安",
                "Hand to the police",
                ("registered", "announced"),
                "handed_over",
                ("branch_manager", "ops_supervisor"),
                args=("police_receipt",),
                required=("police_receipt",),
                reason=True,
            ),
        ),
    ),
    columns=ListColumns("item", ("category", "place")),
    search=("item", "place", "finder", "claimant"),
    quick=Quick(
        fields=("item", "category", "found_at", "place", "finder", "keeper_one", "keeper_two", "handed_to_supervisor"),
        last_used=("category", "place", "keeper_one", "keeper_two"),
    ),
    derived=(Derived("unclaimed_on", "calendar_days", {"from": "notice_at", "days": "=lost_item_years"}),),
    dues=(
        Due("found_at", ("registered",), "遗失物品待公告", "Found item to be announced"),
        Due("unclaimed_on", ("announced",), "招领满一年，应移交", "Unclaimed for a year: hand it over"),
    ),
    retention=HOUSE_TERM,
    example={
        "item": "黑色折叠伞一把，木柄，系红绳",
        "category": "other",
        "found_at": "2026-11-24T01:20:00.000Z",
        "place": "填单台旁",
        "finder": "保安 刘强",
        "locker": "大堂 2 号柜",
        "keeper_one": "王芳",
        "keeper_two": "李晓",
        "notice_at": "2026-11-24T02:00:00.000Z",
    },
)
