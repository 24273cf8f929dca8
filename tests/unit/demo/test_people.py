"""The people of the demonstration, whose password is public."""

from __future__ import annotations

from server.commands.demo_people import PASSWORD, PEOPLE
from server.commands.seed_demo import people_of
from tests.worlds import World


def test_the_public_password_is_hashed_once_and_lets_everybody_in(world: World) -> None:
    people_of(world.services, world.branch)
    found = [world.services.people.credential(person.username) for person in PEOPLE]
    stored = {each[1] for each in found if each is not None}
    assert len(found) == len(PEOPLE)
    assert None not in found
    (one,) = stored
    assert world.services.edit_user.hasher.matches(one, PASSWORD)
