"""The document centre alone: the first page of every filter and of words looked for, at 100,000 documents of one branch.

The rows are written straight into the tables, with what each document says: a word that all of them say, one that few do, one
that only old ones do. `python -m tests.bench.measure_documents` runs it by itself, on both databases with --postgres.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import insert, text

from server.domain.identity import uuid7
from server.domain.search_words import grams, searchable
from server.store.document_store import TABLE
from server.store.document_words import LEARN, TEXTS, marked
from tests.bench.figures import Budget, Figure, p50, table
from tests.bench.measure_kpis import NOW, bank, postgres_urls, sqlite_urls
from tests.worlds import World

MANY, BATCH = 100_000, 2_000
LIMIT_MS = 150
CODES = ("D01", "D02", "D04", "D05", "D06", "D15", "D16")
SAYS = (
    "客户在大厅咨询个人消费贷款的办理条件、所需材料与审批时限，已说明以公示的年化利率为准，并提供一次性告知单。",
    "客户使用智慧柜员机办理转账时提示网络超时，引导员协助重新操作后成功，客户对等候时间表示理解。",
    "客户反映自助取款机吞卡，已核对身份并按流程取回，登记设备编号与故障代码，报技术支持部门检修。",
    "老年客户前来办理存款，提供大字版填单样例与轮椅，陪同完成办理，提醒防范电信诈骗。",
    "客户询问大额存单起存金额与提前支取规则，已介绍产品要点与风险提示，约定改日携带证件前来办理。",
)
RARE, OLD = "麒麟区新兴路", "二〇二四版须知"
QUESTIONS = {
    "no filter": "",
    "state: failed": "state=failed",
    "state: superseded": "state=superseded",
    "kind": "code=D15",
    "kind and state": "code=D02&state=voided",
    "an old month": "from=2024-03-01&to=2024-03-31",
    "asked for by me": "requested_by=me",
    "by the system, failed": "requested_by=system&state=failed",
    "serial": "serial=ZXB-0113-240115",
    "period": "period=2025-03",
    "a word that all say": "q=客户",
    "a word that one in five says": "q=智慧柜员机",
    "a word that ten say": f"q={RARE}",
    "a word that only the old say": f"q={OLD}",
    "a word nobody says": "q=量子纠缠",
    "one character": "q=麒",
    "a serial as words": "q=ZXB-0113-240115-0007",
    "two words, rare together": f"q=轮椅 {RARE}",
    "a common word among the failed": "q=客户&state=failed",
    "a word of some, in a kind": "q=防范电信诈骗&code=D16",
    "a signer": "signer=李敏",
    "a word in an old month": "q=吞卡&from=2024-03-01&to=2024-03-31",
    "a word nobody of the state says": f"q={OLD}&state=failed",
}


def fill(world: World, size: int) -> None:
    dice = random.Random(7)
    people = [world.person(who).id for who in ("lobby", "supervisor", "teller", "manager")]
    step = (NOW - datetime(2024, 1, 1, tzinfo=UTC)) / size
    for start in range(0, size, BATCH):
        rows, words = [], []
        for number in range(start + 1, min(start + BATCH, size) + 1):
            at = datetime(2024, 1, 1, tzinfo=UTC) + step * number
            row = _row(world.branch.id, number, at, dice, people)
            rows.append(row)
            words.append(searchable(_said(row, number, size, dice)))
        with world.services.transaction() as session:
            session.execute(insert(TABLE), rows)
            _learn(session, world.branch.id, rows, words)
    _analyse(world)


def _row(branch_id: str, number: int, at: datetime, dice: random.Random, people: list[str]) -> dict[str, Any]:
    code = CODES[number % len(CODES)]
    chance = dice.random()
    state = "failed" if chance < 0.0005 else "voided" if chance < 0.01 else "superseded" if chance < 0.06 else "issued"
    period = f"{at:%Y-%m-%d}" if number % 350 == 0 else None
    issued = None if state == "failed" else at + timedelta(seconds=2)
    return {
        **dict.fromkeys(each.name for each in TABLE.columns),
        "branch_id": branch_id,
        "id": uuid7(at, dice.randbytes),
        "code": code,
        "kind": "consultation",
        "record_id": None if period else uuid7(at, dice.randbytes),
        "period": period,
        "version": number if period else 1,
        "state": state,
        "serial": f"ZXB-0113-{at:%y%m%d}-{number:06d}",
        "serial_day": f"{at:%Y-%m-%d}",
        "summary": f"消费贷 · 王** · {number}",
        "record_no": f"ZX-0113-{at:%y%m%d}-{number:06d}",
        "requested_by": people[number % 4] if number % 20 == 0 else None,
        "requested_at": at,
        "cutoff_at": at,
        "issued_at": issued,
        "sha256": f"{number:064x}" if issued else None,
        "size": 61_000 if issued else None,
        "pages": 1 if issued else None,
        "attempts": 1,
        "no": number,
        "copies": 0,
        "signers": "客户、柜员 张伟、运营主管 李敏" if number % 9 == 0 else "大堂经理 王芳",
    }


def _said(row: dict[str, Any], number: int, size: int, dice: random.Random) -> list[str]:
    said = [*dice.sample(SAYS, 2), row["serial"], row["record_no"], row["summary"], row["signers"]]
    said += ["示范银行", "城东支行", f"{row['requested_at']:%Y年%m月%d日 %H:%M}", f"窗口{dice.randrange(12)}号"]
    said += ["".join(chr(0x4E00 + dice.randrange(3000)) for _ in range(60))]
    said += [RARE] if number % (size // 10) == 77 else []
    return said + ([OLD] if number < size * 0.6 else [])


def _learn(session: Any, branch_id: str, rows: list[dict[str, Any]], words: list[str]) -> None:
    postgres = session.get_bind().dialect.name == "postgresql"
    told = [
        {
            "branch_id": branch_id,
            "no": row["no"],
            "text": word,
            "grams": marked(branch_id, row["no"], word) if postgres else " ".join(grams(word)),
        }
        for row, word in zip(rows, words, strict=True)
    ]
    if postgres:
        session.connection().exec_driver_sql(
            "INSERT INTO document_texts (branch_id, no, text, grams) "
            "VALUES (%(branch_id)s, %(no)s, %(text)s, %(grams)s::tsvector)",
            told,
        )
        return
    session.execute(insert(TEXTS), [{**each, "grams": None} for each in told])
    session.execute(LEARN, [{"no": each["no"], "grams": each["grams"]} for each in told])


def _analyse(world: World) -> None:
    with world.services.transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("ANALYZE documents"))
            session.execute(text("ANALYZE document_texts"))


def measure_documents(urls: Callable[[str], Any], folder: Path, rounds: int, size: int = MANY) -> list[Figure]:
    with urls("documents") as url, bank(url, folder / "documents") as world:
        fill(world, size)
        desk = world.sign_in("supervisor")

        def once(question: str) -> float:
            began = perf_counter()
            answer = desk.get(f"/api/documents?{question}")
            passed = (perf_counter() - began) * 1000
            assert answer.status_code == 200, answer.text
            return passed

        taken = {name: p50([once(asked) for _ in range(rounds + 1)][1:]) for name, asked in QUESTIONS.items()}
    return [Figure(f"documents: {name}", ms, "ms", budgets=[Budget(LIMIT_MS)]) for name, ms in taken.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=MANY)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, urls in _databases(Path(folder), asked.postgres):
            print(name)
            print(table(measure_documents(urls, Path(folder) / name, asked.rounds, asked.size)))


def _databases(folder: Path, postgres: bool) -> Iterator[tuple[str, Callable[[str], Any]]]:
    with sqlite_urls(folder) as urls:
        yield "SQLite", urls
    if postgres:
        with postgres_urls(folder) as urls:
            yield "PostgreSQL", urls


if __name__ == "__main__":
    main()
