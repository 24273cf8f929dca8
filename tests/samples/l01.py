"""L01 自助设备机身标签: two of one device, a day without any, and one for each device of a large hall."""

from __future__ import annotations

from server.documents.definition import Printed, Subject
from server.documents.deliverables.l01 import day_sheet, sheet
from tests.samples.build import at, material, period, record, subject


def device(number: int, **values: object) -> Subject:
    return subject(record("self_service_device", number, "normal", at(11, 24), **values))


def realistic() -> Printed:
    return sheet(material("BQ-0113-261124-0001"), device(4, device_no="ATM-02", area="自助区东侧"))


def minimal() -> Printed:
    return day_sheet(period("2026-11-24", "BQ-0113-20261124-v1", [device(1, area=None)]))


def extreme() -> Printed:
    devices = [device(number, device_no=f"STM-{number:02d}", area="自助区" * 10) for number in range(1, 41)]
    return day_sheet(period("2026-11-24", "BQ-0113-20261124-v1", devices))
