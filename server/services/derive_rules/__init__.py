"""The rules by which derived fields are worked out. A rule is a function of its arguments and of what it may ask."""

from collections.abc import Mapping

from server.services.derive_rules import figures, links, names, people, sets, times, versions, work
from server.services.derive_rules.asked import Asked, Rule, Turnaround
from server.services.derive_rules.figures import NEIGHBOURS

ALL: Mapping[str, Rule] = {
    **times.RULES,
    **people.RULES,
    **figures.RULES,
    **sets.RULES,
    **work.RULES,
    **names.RULES,
    **links.RULES,
    **versions.RULES,
}

__all__ = ["ALL", "NEIGHBOURS", "Asked", "Rule", "Turnaround"]
