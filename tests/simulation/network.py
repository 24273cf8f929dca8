"""The way between tablets and bank: what is lost, doubled, late, cut short or answered by somebody else."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.simulation.bank import Bank, Reply, signed
from tests.simulation.crashes import POINTS, Overlap, dying_at
from tests.simulation.tablets import Request, SimulatedTablet
from tests.simulation.trace import Trace, Violated, must

# How a request fares, and how often.
FATES = {
    "arrives": 60,
    "is_dropped": 6,
    "loses_its_answer": 8,
    "comes_twice": 7,
    "comes_after_it_was_given_up": 5,
    "is_cut_short": 3,
    "has_its_answer_cut_short": 3,
    "meets_a_portal": 4,
    "is_answered_by_a_proxy": 7,
    "kills_the_server": 10,
}
REFUSALS = (401, 403, 413, 429, 500, 502, 503)
# More requests than a round of a small world can need.
MANY = 300
Watcher = Callable[[Request, Reply], None]


@dataclass
class Network:
    bank: Bank
    random: Random
    trace: Trace
    watch: Watcher
    meanwhile: Callable[[], None]
    given_up: list[Request] = field(default_factory=list)

    def carry(self, request: Request) -> None:
        """One request of a tablet meets its fate."""
        fate = self.random.choices(list(FATES), list(FATES.values()))[0]
        if "verify=1" in request.target and self.random.random() < 0.15:
            fate = "loses_a_row"
        self.trace.note(f"{request.tablet.name} {request.method} {request.target[:60]} {fate}", count=fate)
        getattr(self, f"_{fate}")(request)

    def sync(self, tablet: SimulatedTablet) -> None:
        """One round of the tablet without any fault (I18: it comes to its end)."""
        if not tablet.alive:
            tablet.start()
        tablet.run("sync")
        for _ in range(MANY):
            if tablet.held:
                tablet.release("commit")
            elif tablet.requests:
                self.pass_on(tablet.requests[0], self.deliver(tablet.requests[0]))
            elif not tablet.alive:
                return self.sync(tablet)
            else:
                return None
        raise Violated("I18", f"{tablet.name} does not come to an end of syncing")

    def deliver(self, request: Request) -> Reply | None:
        """The request reaches the server, whatever becomes of the answer."""
        body, headers = self._as_sent(request)
        reply = self.bank.send(request.method, request.target, body, headers)
        if reply is not None:
            self._seen(request, reply)
        return reply

    def deliver_late(self) -> None:
        """A request nobody waits for any more arrives all the same."""
        request = self.given_up.pop(self.random.randrange(len(self.given_up)))
        self.trace.note(f"{request.tablet.name}'s given-up {request.target[:40]} arrives", count="late")
        self.deliver(request)

    def carry_two(self, first: Request, second: Request) -> None:
        """Two requests at once; the first is overtaken by the second at one of its commit points."""
        point, nth = self.random.choice(("open", *POINTS)), self.random.choice((1, 1, 2, 2, 3))
        self.trace.note(f"{first.tablet.name} and {second.tablet.name} at once, {point} {nth}", count="at once")
        works = [self._work(each) for each in (first, second)]
        overlap = Overlap(self.bank.interruption, self.bank.someone_waits_for_a_lock, self.meanwhile)
        replies = overlap.run(*works, point, nth, one_writer=self.bank.template.dialect == "sqlite")
        for request, reply in zip((first, second), replies, strict=True):
            self._seen(request, reply)
            self.pass_on(request, reply)

    def pass_on(self, request: Request, reply: Reply | None) -> None:
        if request not in request.tablet.requests:
            return
        if reply is None:
            request.tablet.unreachable(request)
        else:
            request.tablet.answer(request, reply.status, content(reply))

    def _arrives(self, request: Request) -> None:
        self.pass_on(request, self.deliver(request))

    def _is_dropped(self, request: Request) -> None:
        request.tablet.unreachable(request)

    def _loses_its_answer(self, request: Request) -> None:
        self.deliver(request)
        request.tablet.unreachable(request)

    def _comes_twice(self, request: Request) -> None:
        answers = [self.deliver(request), self.deliver(request)]
        self.pass_on(request, self.random.choice(answers))

    def _comes_after_it_was_given_up(self, request: Request) -> None:
        self.given_up.append(request)
        request.tablet.unreachable(request)

    def _is_cut_short(self, request: Request) -> None:
        body, headers = self._as_sent(request)
        reply = self.bank.send(request.method, request.target, body[: len(body) // 2], headers)
        if reply is not None:
            must(reply.status < 500, "I9", f"a cut request made the server fail: {reply.body!r}")
        self.pass_on(request, reply)

    def _has_its_answer_cut_short(self, request: Request) -> None:
        self.deliver(request)
        request.tablet.answer(request, 200, None)

    def _meets_a_portal(self, request: Request) -> None:
        page: Any = self.random.choice((None, None, [], {"login": "wifi"}, "welcome", 7))
        request.tablet.answer(request, 200, page)

    def _is_answered_by_a_proxy(self, request: Request) -> None:
        if self.random.random() < 0.3:
            self.deliver(request)
        request.tablet.answer(request, self.random.choice(REFUSALS), None)

    def _loses_a_row(self, request: Request) -> None:
        """Of a download that asks for proof; nothing but its check can tell."""
        reply = self.deliver(request)
        said = content(reply) if reply is not None else None
        if reply is None or reply.status != 200 or "verify=1" not in request.target:
            return self.pass_on(request, reply)
        for page in said["scopes"]:
            records = [item for item in page.get("items", ()) if item["t"] == "record"]
            if records:
                self.trace.note("  a row is missing", count="row missing")
                page["items"].remove(self.random.choice(records))
                break
        return request.tablet.answer(request, reply.status, said)

    def _kills_the_server(self, request: Request) -> None:
        hook = dying_at(self.random.choice(POINTS), self.random.choice((1, 1, 2, 2, 3)))
        with self.bank.interruption.during(hook):
            reply = self.deliver(request)
        if reply is None:
            self.trace.note("the server died", count="server died")
        self.pass_on(request, reply)

    def _work(self, request: Request) -> Callable[[], Reply]:
        body, headers = self._as_sent(request)
        return lambda: self.bank.answer(request.method, request.target, body, headers)

    def _as_sent(self, request: Request) -> tuple[bytes, dict[str, str]]:
        body, headers = request.body, {"Cookie": f"lobbybook={request.by.token}"}
        if request.is_push:
            headers["Content-Type"] = "application/x-ndjson"
            if self.random.random() < 0.3:
                body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        elif self.random.random() < 0.3:
            headers["Accept-Encoding"] = "gzip"
        return body, headers | signed(request.tablet.identity, request.method, request.target, body)

    def _seen(self, request: Request, reply: Reply) -> None:
        must(reply.status < 500, "I5", f"{request.target[:60]} made the server fail: {reply.body[:200]!r}")
        self.watch(request, reply)


def content(reply: Reply) -> Any:
    """The body as the tablet's transport reads it: nothing that is not JSON."""
    body = gzip.decompress(reply.body) if reply.headers.get("Content-Encoding") == "gzip" else reply.body
    try:
        return json.loads(body)
    except ValueError:
        return None
