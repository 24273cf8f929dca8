"""Bugs that others have paid for (lessons.md), as precise changes of our source. Each must be found by the simulation."""

from __future__ import annotations

from dataclasses import dataclass

Change = tuple[str, str, str]


@dataclass(frozen=True)
class Bug:
    """`changes` are (file, right, wrong); `right` stands in the file exactly once. `seeds` is how many may pass unnoticed."""

    name: str
    changes: tuple[Change, ...]
    db: str = "sqlite"
    seeds: int = 150


PLANTED: tuple[Bug, ...] = (
    Bug(
        "a commit is two commits, the head first",
        (
            (
                "sync/client/commits.ts",
                "    const isWritten = await this.store.commit(writes, head.version, plan.emptied)",
                "    if (!(await this.store.commit(writes.slice(-1), head.version))) return false\n"
                "    const isWritten = await this.store.commit(writes.slice(0, -1), next.version, plan.emptied)",
            ),
        ),
    ),
    Bug(
        "the cursor jumps to the head of the feed",
        (
            (
                "sync/client/apply_page.ts",
                "livePages(body).map(({ scope, to }) => [scope, to])",
                "livePages(body).map(({ scope, head: to }) => [scope, to])",
            ),
        ),
    ),
    Bug(
        "receipts are matched by position",
        (
            (
                "sync/client/receipts.ts",
                "  for (const op of ops) {\n    const next = (byHash.get(op.hash) ?? []).reduce(received, op)",
                "  for (const [place, op] of ops.entries()) {\n"
                "    const next = receipts.slice(place, place + 1).reduce((held, each) => received(held, { ...each, hash: op.hash }), op)",
            ),
        ),
    ),
    Bug(
        "an acknowledged operation leaves the outbox at once",
        (
            (
                "sync/client/receipts.ts",
                "  ops.map((op): Write => ({ table: 'ops', key: op.op_seq, value: op }))",
                "  ops.map((op): Write => ({ table: 'ops', key: op.op_seq, value: op.state === 'done' ? null : op }))",
            ),
        ),
    ),
    Bug(
        "a refused tablet clears its queue",
        (
            (
                "sync/client/push.ts",
                "    result.trouble = heard.ok ? null : heard.trouble\n",
                "    result.trouble = heard.ok ? null : heard.trouble\n"
                "    if (!heard.ok && heard.trouble === 'signature') {\n"
                "      const writes = batch.map((op) => ({ table: 'ops' as const, key: op.op_seq, value: null }))\n"
                "      await this.#commits.beside(async () => ({ plan: { reason: '', head: {}, writes }, result: null }))\n"
                "    }\n",
            ),
        ),
    ),
    Bug(
        "a number of the queue is taken before its commit",
        (
            (
                "sync/client/outbox.ts",
                "    op_seq: head.op_seq + 1 + index,",
                "    op_seq: (taken = Math.max(taken, head.op_seq) + 1),",
            ),
            ("sync/client/outbox.ts", "function newestType(", "let taken = 0\n\nfunction newestType("),
            (
                "sync/client/capture.ts",
                "op_seq: head.op_seq + added.length,",
                "op_seq: added.at(-1)!.op_seq,",
            ),
        ),
    ),
    Bug(
        "a resend is stamped anew",
        (
            (
                "sync/client/push.ts",
                "batch.map((op) => `${op.text}\\n`)",
                'batch.map((op) => `${op.text.replace(/"clock_offset":-?\\d+/, `"clock_offset":${this.#host.now() % 7}`)}\\n`)',
            ),
        ),
    ),
    Bug(
        "a new epoch forgets the outbox",
        (
            (
                "sync/client/epoch.ts",
                "      ...again.map((op): Write => ({ table: 'ops', key: op.op_seq, value: op })),",
                "      ...again.map((op): Write => ({ table: 'ops', key: op.op_seq, value: null })),",
            ),
        ),
    ),
    Bug(
        "a download is shown before it is verified",
        (
            (
                "sync/client/bootstrap.ts",
                "    const isRight = (await wrongScopes(ledger, pages, this.#host.sha256)).length === 0",
                "    const isRight = (await wrongScopes(ledger, pages, this.#host.sha256)).length >= 0",
            ),
        ),
    ),
    Bug(
        "a change of entitlement is ignored",
        (
            (
                "sync/client/pull.ts",
                "    if (head.epoch === epoch && head.entitlement === entitlement && !losesScope(body)) return null",
                "    if (head.epoch === epoch && head.entitlement !== '' && !losesScope(body)) return null",
            ),
        ),
    ),
    Bug(
        "what is shown is not derived again when a pull comes",
        (("sync/client/apply_page.ts", "      ...localRows(scenes, known.kindOf),\n", ""),),
    ),
    Bug(
        "the counts forget what others resolved",
        (("sync/client/apply_page.ts", "[...receipts.moves, ...resolved.moves]", "[...receipts.moves]"),),
    ),
    Bug(
        "a replay is decided again",
        (
            (
                "server/services/receive_operations.py",
                "                receipts[operation.hash] = taken.receipt\n",
                "                receipts[operation.hash] = taken.receipt.replace('\"rev\":', '\"rev\":1')\n",
            ),
        ),
    ),
    Bug(
        "a conflict overwrites silently",
        (
            (
                "sync/merge.py",
                '    if all(_seen(change["from"], current.get(code), shown.get(code)) for code, change in changes.items()):',
                "    if mine:",
            ),
        ),
    ),
    Bug(
        "fields of a group are mixed",
        (
            (
                "sync/merge.py",
                "dict.fromkeys(tuple(group_of(code)) for code in patch)",
                "dict.fromkeys((code,) for code in patch)",
            ),
        ),
    ),
    Bug(
        "equal values conflict",
        (
            (
                "sync/merge.py",
                "    if not mine or all(equal(current.get(code), value) for code, value in mine.items()):",
                "    if not mine:",
            ),
        ),
    ),
    Bug(
        "what a correction unblocks is forgotten",
        (
            (
                "sync/server/batch.py",
                "return [operation.op_id] if operation.replaces is None else [operation.op_id, operation.replaces]",
                "return [operation.op_id]",
            ),
        ),
    ),
    Bug(
        "a line that cannot be read is thrown away",
        (
            (
                "server/services/receive_operations.py",
                "list({each.line.hash: each.line for each in arrived}.values())",
                "list({each.line.hash: each.line for each in arrived if each.operation}.values())",
            ),
        ),
    ),
    Bug(
        "a clone is not noticed",
        (
            (
                "server/services/receive_operations.py",
                "            self.quarantine.quarantine(device.id, REUSED, at)\n",
                "",
            ),
        ),
    ),
    Bug(
        "what seems older than its record is refused",
        (
            (
                "sync/server/change.py",
                '    if record.status == VOIDED:\n        raise Refused("wrong_status")',
                "    if record.status == VOIDED or step.moment.occurred_at < record.occurred_at:\n"
                '        raise Refused("wrong_status")',
            ),
        ),
    ),
    Bug(
        "a late verdict is not told",
        (
            (
                "server/services/decide_operations.py",
                "            if outcome.pending.late and outcome.news:",
                "            if outcome.pending.late and not outcome.news:",
            ),
        ),
    ),
    Bug(
        "a conflict is not told",
        (
            (
                "server/services/decide_operations.py",
                "filter(None, (decision.conflict, decision.closes))",
                "filter(None, (decision.closes,))",
            ),
        ),
    ),
    Bug(
        "a cut page claims to be the whole feed",
        (
            (
                "server/services/read_feed.py",
                "        page.end = page.end if full else page.head",
                "        page.end = page.head",
            ),
        ),
    ),
    Bug(
        "masks are forgotten",
        (
            (
                "server/services/show_record.py",
                '        "values": kind.masked(record.payload),',
                '        "values": dict(record.payload),',
            ),
        ),
    ),
    Bug(
        "everybody carries the supervisors' scope",
        (
            (
                "server/services/read_feed.py",
                "if self.role in SUPERVISORS else ()",
                "if self.role not in SUPERVISORS else ()",
            ),
        ),
    ),
    Bug(
        "feed numbers come from a sequence, taken first",
        (
            (
                "server/store/operation_store.py",
                '        if self._database.dialect == "postgresql":\n            key = int',
                '        if self._database.dialect == "nobody stands in line":\n            key = int',
            ),
            (
                "server/store/feed_store.py",
                "            self._database.before_commit(PENDING, self._number)",
                "            self._number(session)",
            ),
            (
                "server/store/feed_store.py",
                "            head = ADVANCE.scalar(session, branch_id=branch_id, scope=scope, seq=len(entries))",
                "            head = _next(self._database, session, branch_id, scope, len(entries))",
            ),
            (
                "server/store/feed_store.py",
                "ScopesOf = Callable[[str, str], Sequence[str]]\n",
                "ScopesOf = Callable[[str, str], Sequence[str]]\n"
                "TAKEN: dict[Any, int] = {}\n\n\n"
                "def _next(database: Any, session: Any, branch_id: str, scope: str, count: int) -> int:\n"
                "    known = PLACES.rows(session, branch_id=branch_id, scopes=[scope])\n"
                "    key = (str(database.engine.url), branch_id, scope)\n"
                "    head = TAKEN[key] = max(TAKEN.get(key, 0), known[0][1] if known else 0) + count\n"
                "    row = insertion(database.dialect, HEADS).values(branch_id=branch_id, scope=scope, seq=head)\n"
                "    places = ['branch_id', 'scope']\n"
                "    shown = row.on_conflict_do_update(\n"
                "        index_elements=places, set_={'seq': row.excluded.seq}, where=HEADS.c.seq < row.excluded.seq\n"
                "    )\n"
                "    database.before_commit((PENDING, scope, head), lambda last: last.execute(shown))\n"
                "    return head\n",
            ),
        ),
        db="postgres",
    ),
    Bug(
        "a file's bytes leave before the bank has them for certain",
        (
            (
                "sync/client/upload_plans.ts",
                "    return done({ reason: 'a file is verified', head: { uploads: head.uploads - 1 }, writes: [rowWrite(verified)] })",
                "    const gone = { table: 'blobs', key: name, value: null } as const\n"
                "    return done({ reason: '', head: { uploads: head.uploads - 1 }, writes: [rowWrite(verified), gone] })",
            ),
        ),
    ),
    Bug(
        "a file counts as arrived when its last part was sent",
        (
            (
                "sync/client/uploads.ts",
                "      sent += 1\n",
                "      sent += 1\n"
                "      if (sent === most) {\n"
                "        const standing = { state: 'verified' as const, offset: row.size, durable_at: null }\n"
                "        await this.#commit((head) => planStanding(this.#host.store, head, this.#epoch, row.name, standing))\n"
                "      }\n",
            ),
        ),
    ),
    Bug(
        "a whole file is not hashed again",
        (
            (
                "server/services/receive_files.py",
                "        if hashlib.sha256(content).hexdigest() != announced.sha256:",
                "        if not content:",
            ),
        ),
    ),
)
