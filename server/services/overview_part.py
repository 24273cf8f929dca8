"""What the overview offers to the API."""

from __future__ import annotations

from dataclasses import dataclass

from server.services.show_overview import ShowOverview
from server.services.watch_branches import WatchBranches
from server.services.watch_tablets import WatchTablets


@dataclass(frozen=True)
class OverviewPart:
    show: ShowOverview
    watch: WatchBranches
    tablets: WatchTablets
