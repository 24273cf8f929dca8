"""Operation types that were shipped once and are spoken no longer, each with what it means today (sync/server/upcast.py).

Whoever changes what an operation type says raises its version and adds an entry here; the golden operations of the old
version stay in tests/sync/golden_operations.json, where a test decides each of them for ever.
"""

from collections.abc import Mapping

from sync.server.policy import Upcaster

UPCASTERS: Mapping[str, Upcaster] = {}
