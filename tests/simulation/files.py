"""The lane of files between tablets and bank: its own faults, its own chance, so that the records fare the same without it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.simulation.bank import Bank, Reply, signed
from tests.simulation.crashes import POINTS, dying_at
from tests.simulation.tablets import FileRequest, SimulatedTablet
from tests.simulation.trace import Trace, Violated, must

FATES = {
    "arrives": 60,
    "is_dropped": 8,
    "loses_its_answer": 10,
    "comes_twice": 8,
    "is_changed_on_its_way": 5,
    "is_changed_before_it_is_signed": 6,
    "is_cut_short": 4,
    "meets_a_portal": 5,
    "meets_a_full_disk": 4,
    "kills_the_server": 8,
}
# More requests than the files of a small world can need.
MANY = 300


@dataclass
class FileLane:
    bank: Bank
    random: Random
    trace: Trace
    tablets: list[SimulatedTablet]

    def step(self) -> None:
        """Between two steps of everything else: a tablet begins to send, or a request of it meets its fate."""
        chosen = self.random.choice(self.tablets)
        mishap = self.random.choice(("abort", "die_before", "die_after")) if self.random.random() < 0.06 else None
        # A held commit of the records is never overtaken: that would be a fault of theirs.
        if not chosen.alive or chosen.held:
            return
        if mishap is not None:
            chosen.plan(self.random.choice((1, 1, 2)), mishap, lane=True)
        if not chosen.is_busy("upload"):
            chosen.run("upload")
        for _ in range(self.random.choice((1, 2, 4))):
            if chosen.file_requests:
                self._carry(chosen.file_requests[0])

    def drain(self, tablet: SimulatedTablet) -> None:
        """Without any fault: the run comes to its end (I18)."""
        if not tablet.is_busy("upload"):
            tablet.run("upload")
        for _ in range(MANY):
            if not tablet.file_requests:
                return
            self._arrives(tablet.file_requests[0])
        raise Violated("I18", f"{tablet.name} does not come to an end of sending files")

    def _carry(self, request: FileRequest) -> None:
        fate = self.random.choices(list(FATES), list(FATES.values()))[0]
        self.trace.note(f"{request.tablet.name} {request.method} {request.target[:24]} {fate}", count=f"file {fate}")
        getattr(self, f"_{fate}")(request)

    def _deliver(self, request: FileRequest, body: bytes | None = None, sent: bytes | None = None) -> Reply | None:
        """`body` is what was signed, `sent` what arrives."""
        content = request.body if body is None else body
        proof = signed(request.tablet.identity, request.method, request.target, content)
        arriving = content if sent is None else sent
        reply = self.bank.send(request.method, request.target, arriving, {**request.headers, **proof})
        if reply is not None:
            must(reply.status < 500, "I5", f"{request.target[:60]} made the server fail: {reply.body[:200]!r}")
        return reply

    def _hear(self, request: FileRequest, reply: Reply | None) -> None:
        if request not in request.tablet.file_requests:
            return
        if reply is None:
            request.tablet.file_unreachable(request)
        else:
            request.tablet.answer_file(request, reply.status, reply.headers, _content(reply))

    def _arrives(self, request: FileRequest) -> None:
        self._hear(request, self._deliver(request))

    def _is_dropped(self, request: FileRequest) -> None:
        self._hear(request, None)

    def _loses_its_answer(self, request: FileRequest) -> None:
        self._deliver(request)
        self._hear(request, None)

    def _comes_twice(self, request: FileRequest) -> None:
        answers = [self._deliver(request), self._deliver(request)]
        self._hear(request, self.random.choice(answers))

    def _is_changed_on_its_way(self, request: FileRequest) -> None:
        self._hear(request, self._deliver(request, sent=self._changed(request.body)))

    def _is_changed_before_it_is_signed(self, request: FileRequest) -> None:
        """A bit turned over in the tablet's memory: nothing but the hash of the whole can tell."""
        self._hear(request, self._deliver(request, body=self._changed(request.body)))

    def _is_cut_short(self, request: FileRequest) -> None:
        self._hear(request, self._deliver(request, sent=request.body[: len(request.body) // 2]))

    def _meets_a_portal(self, request: FileRequest) -> None:
        status = self.random.choice((200, 201, 204))
        request.tablet.answer_file(request, status, {"Content-Type": "text/html"}, None)

    def _meets_a_full_disk(self, request: FileRequest) -> None:
        request.tablet.answer_file(request, 507, {}, {"code": "storage_full"})

    def _kills_the_server(self, request: FileRequest) -> None:
        hook = dying_at(self.random.choice(POINTS), self.random.choice((1, 1, 2)))
        with self.bank.interruption.during(hook):
            reply = self._deliver(request)
        self._hear(request, reply)

    def _changed(self, body: bytes) -> bytes:
        if not body:
            return body
        place = self.random.randrange(len(body))
        return body[:place] + bytes([body[place] ^ 1 << self.random.randrange(8)]) + body[place + 1 :]


def _content(reply: Reply) -> Any:
    try:
        return json.loads(reply.body)
    except ValueError:
        return None
