"""The records every subject works on: realistic Chinese consultations of about 640 bytes as JSON, equal for a seed."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

TOPICS = ("TA01", "TA03", "TB01", "TB04", "TC01", "TC04", "TD01", "TD02", "TE04", "TF01", "TG01", "TH01")
CHANNELS = ("onsite", "phone", "online")
KIND = "consultation"
# So close together that a hundred thousand fit into the days one offline grant lasts.
GAP = timedelta(seconds=1.6)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
QUESTIONS = (
    "想了解个人消费贷款的年化利率、期限以及需要准备哪些材料，计划用于房屋装修，金额大约二十万元。",
    "定期存款到期后没有自动转存，询问利息如何计算，以及能否通过手机银行办理转存手续。",
    "更换手机号码后收不到验证短信，询问变更预留手机号需要携带的证件，以及是否可以由家属代办。",
    "昨天在自助设备上向异地亲属转账，对方至今没有收到，询问到账时间以及能否撤销该笔转账。",
)
SOLUTIONS = (
    "已告知办理条件和所需材料清单，利率以网点公示为准；客户表示清楚，准备齐材料后再来办理。",
    "已说明计息规则并提供业务公示页，引导客户本人在手机银行操作，操作成功，客户表示满意。",
    "已核对所需证件并交付一次性告知单，说明须本人持有效身份证件到柜面办理，不能由他人代办。",
)


def uuid7(at: datetime, chance: random.Random) -> str:
    """RFC 9562 UUIDv7 of the moment `at`; the random bits come from `chance`."""
    stamp = int(at.timestamp() * 1000) & (2**48 - 1)
    value = (stamp << 80) | (7 << 76) | (chance.getrandbits(12) << 64) | (2 << 62) | chance.getrandbits(62)
    return str(UUID(int=value))


def payload_of(chance: random.Random) -> dict[str, Any]:
    return {
        "channel": chance.choice(CHANNELS),
        "topic_code": chance.choice(TOPICS),
        "question": chance.choice(QUESTIONS) + f"（第{chance.randrange(10_000):04d}号）",
        "solution": chance.choice(SOLUTIONS),
        "customer_name": chance.choice(SURNAMES) + chance.choice(("女士", "先生")),
        "minutes": chance.randrange(2, 30),
    }


def make_rows(count: int, seed: int, ends: datetime) -> list[dict[str, Any]]:
    """`count` rows, oldest first, one every GAP, the last just before `ends`."""
    chance = random.Random(seed)
    rows = []
    for index in range(count):
        at = (ends - GAP * (count - index)).astimezone(UTC)
        rows.append(
            {
                "id": uuid7(at, chance),
                "kind": KIND,
                "status": "registered",
                "occurred_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "payload": payload_of(chance),
            }
        )
    return rows
