"""A list of made-up names (names.csv), so that the demonstration screens against something."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from server.commands.demo import Demo
from server.domain.people import Actor, User
from server.services.import_screening_list import KEEPER
from server.services.screening_part import ScreeningPart

NAMES = Path(__file__).parent / "names.csv"
SOURCE = "演示用虚构名单"


def seed(demo: Demo) -> None:
    screening: ScreeningPart = demo.services.parts["screening"]
    keeper = next((user for user in demo.users.values() if user.department == KEEPER), None)
    if keeper is None or screening.lists.newest(1):
        return
    text = NAMES.read_text(encoding="utf-8")
    screening.imported(_at_work(demo, keeper), text, SOURCE, demo.at - timedelta(days=100), demo.at)


def _at_work(demo: Demo, user: User) -> Actor:
    return Actor(user, demo.branch, user.roles[0], None, demo.at + timedelta(hours=1))
