"""A paper leaves the house; whoever holds it opens the address on it with their own phone, and compares the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from server.records import all_kinds
from tests.journeys.conftest import OpenBrowser
from tests.journeys.instance import Instance
from tests.journeys.paper import text_of
from tests.journeys.people import account
from tests.journeys.waiting import until

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 844}
KIND = next(kind for kind in all_kinds().values() if any(each.code == "D01" for each in kind.documents))
LATER = {"outcome", "minutes", "materials_given", "follow_up_at", "solution"}
NO_HASHING = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"
A_FILE = """(bytes) => {
  const carried = new DataTransfer()
  carried.items.add(new File([new Uint8Array(bytes)], 'copy.pdf', { type: 'application/pdf' }))
  return carried
}"""


def test_the_holder_of_a_paper_compares_it_and_its_file_on_their_own_phone(
    instance: Instance, browser_for: OpenBrowser, tmp_path: Path
) -> None:
    office = Office(browser_for("desk-office").open(), instance)
    file = office.issues_a_paper(tmp_path / "paper.pdf")
    phone = browser_for("phone")
    holder = Holder(phone.open())
    holder.opens(address_on(file))
    holder.reads("有效", "客户咨询记录表", "签名完整，签名后文件未被改动")
    holder.chooses(file.read_bytes())
    holder.is_told("一致：这个文件就是本行出具的文件")
    holder.chooses(file.read_bytes()[:-1] + b"!")
    holder.is_told("不一致")
    holder.drops(file.read_bytes())
    holder.is_told("一致：这个文件就是本行出具的文件")
    holder.sent_nothing()
    holder.reads_english()
    holder.opens_where_nothing_can_be_hashed(address_on(file))
    holder.opens(address_on(file)[:-1])
    holder.reads("查无此单据")
    assert [each for each in phone.complaints if "404" not in each] == []


def address_on(file: Path) -> str:
    (found,) = re.findall(r"https?://\S+?/verify/[A-Z0-9-]+/[\w-]{22}", text_of(file))
    return str(found)


@dataclass
class Office:
    """The back office, by the interface its screens use."""

    page: Page
    instance: Instance

    def issues_a_paper(self, to: Path) -> Path:
        session = self.send("session", self.credentials("ops_supervisor"))
        self.csrf = session["csrf_token"]
        values = {code: value for code, value in KIND.example.items() if code not in LATER}
        record = self.send("records", {"kind": KIND.code, "values": values})["record"]
        self.does(record, "answer", 1, solution="已说明以公示的年化利率为准。")
        self.does(record, "close", 2, outcome="referred", minutes=12)
        self.csrf = self.send("session", self.credentials("teller"))["csrf_token"]
        until(lambda: self.papers() != [], "a paper is issued")
        answer = self.page.request.get(
            f"{self.instance.url}/api/documents/{self.papers()[0]['id']}/file?purpose=preview"
        )
        to.write_bytes(answer.body())
        return to

    def does(self, record: dict[str, Any], step: str, rev: int, **args: Any) -> None:
        self.send(f"records/{record['id']}/commands/{step}", {"args": args, "expected_rev": rev})

    def papers(self) -> list[dict[str, Any]]:
        answer = self.page.request.get(f"{self.instance.url}/api/documents?code=D01&state=issued")
        return list(answer.json()["items"])

    def credentials(self, role: str) -> dict[str, str]:
        who = account(self.instance.accounts, role)
        return {"username": who["username"], "password": who["password"]}

    def send(self, path: str, content: dict[str, Any]) -> Any:
        headers = {"X-CSRF-Token": getattr(self, "csrf", "")}
        answer = self.page.request.post(f"{self.instance.url}/api/{path}", data=content, headers=headers)
        assert answer.ok, answer.text()
        return answer.json()


class Holder:
    """Somebody outside the bank, signed in nowhere."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[Request] = []
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # playwright's own TypedDict, built from plain numbers
        page.on("request", lambda request: self.requests.append(request))

    def opens(self, address: str) -> None:
        self.page.goto(address)

    def reads(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def chooses(self, content: bytes) -> None:
        self.page.locator("input[type=file]").set_input_files(
            {"name": "copy.pdf", "mimeType": "application/pdf", "buffer": content}
        )

    def drops(self, content: bytes) -> None:
        carried = self.page.evaluate_handle(A_FILE, list(content))
        self.page.dispatch_event("#drop", "drop", {"dataTransfer": carried})

    def is_told(self, words: str) -> None:
        told = self.page.get_by_role("status").locator("p:visible")
        expect(told).to_have_count(1)
        expect(told).to_contain_text(words)

    def sent_nothing(self) -> None:
        assert {each.method for each in self.requests} == {"GET"}
        assert all(each.post_data_buffer is None for each in self.requests)

    def reads_english(self) -> None:
        self.page.get_by_role("link", name="English").click()
        self.reads("Valid", "Record of a consultation", "Choose the PDF file")

    def opens_where_nothing_can_be_hashed(self, address: str) -> None:
        """A plain address on a network: the browser gives the page no way to hash."""
        self.page.add_init_script(NO_HASHING)
        self.opens(address)
        expect(self.page.locator("#unable")).to_contain_text("请将纸质单据上的内容校验码与上方逐位核对")
        expect(self.page.locator("#compare")).to_be_hidden()
