"""The five KPIs of the brief: what each record contributes, how contributions become figures, and why. README.md explains.

This index is the whole contract of the folder; a KPI's own definition names the kinds it counts, nothing else here does.
"""

from server.domain.kpi.contribution import Amounts, Contribution
from server.domain.kpi.counting import Changed, contributions_of, groups_of, tally_changes
from server.domain.kpi.definition import Kpi, Reason, Setting, View
from server.domain.kpi.discovery import all_kpis, kpis_by_kind
from server.domain.kpi.fact import Fact, House
from server.domain.kpi.figure import Figure, Status, Target

__all__ = [
    "Amounts",
    "Changed",
    "Contribution",
    "Fact",
    "Figure",
    "House",
    "Kpi",
    "Reason",
    "Setting",
    "Status",
    "Target",
    "View",
    "all_kpis",
    "contributions_of",
    "groups_of",
    "kpis_by_kind",
    "tally_changes",
]
