"""Colleagues at work online, by the API alone: a journey then begins where it matters, with what they left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse, Playwright

from server.records import all_kinds
from tests.journeys.instance import Instance


@dataclass
class Colleague:
    calls: APIRequestContext
    csrf: str
    password: str

    @classmethod
    def signs_in(cls, playwright: Playwright, instance: Instance, who: dict[str, Any]) -> Colleague:
        calls = playwright.request.new_context(base_url=instance.url)
        named = {"username": who["username"], "password": who["password"]}
        answer = calls.post("/api/session", data=named)
        assert answer.ok, answer.text()
        return cls(calls, answer.json()["csrf_token"], who["password"])

    def makes(self, kind: str, **values: Any) -> dict[str, Any]:
        """A record like the kind's example, with other values where they are named; None leaves one out."""
        said = {code: each for code, each in {**all_kinds()[kind].example, **values}.items() if each is not None}
        return self._record(self._posts("/api/records", {"kind": kind, "values": said}))

    def takes(self, record: dict[str, Any], verb: str, reason: str | None = None, **args: Any) -> dict[str, Any]:
        step = {"args": args, "reason": reason, "expected_rev": self.sees(record)["rev"]}
        return self._record(self._posts(f"/api/records/{record['id']}/commands/{verb}", step))

    def approves(self, record: dict[str, Any], verb: str) -> None:
        read = self.calls.get(f"/api/records/{record['id']}/approval").json()
        step = {"verb": verb, "hash": read["hash"], "expected_rev": self.sees(record)["rev"], "password": self.password}
        answer = self._posts(f"/api/records/{record['id']}/judgements", step)
        assert answer.ok, answer.text()

    def sees(self, record: dict[str, Any]) -> dict[str, Any]:
        seen: dict[str, Any] = self.calls.get(f"/api/records/{record['id']}").json()
        return seen

    def _posts(self, target: str, content: dict[str, Any]) -> APIResponse:
        return self.calls.post(target, data=content, headers={"X-CSRF-Token": self.csrf})

    @staticmethod
    def _record(answer: APIResponse) -> dict[str, Any]:
        assert answer.ok, answer.text()
        record: dict[str, Any] = answer.json()["record"]
        return record
