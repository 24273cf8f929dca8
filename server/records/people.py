"""Who takes the steps of a life cycle: groups of roles that many kinds share (domain.md §1)."""

FLOOR = ("lobby_manager", "lobby_assistant", "branch_manager", "ops_supervisor")
STAFF = (*FLOOR, "teller", "wealth_manager", "loan_officer", "safety_officer")
SAFETY = ("lobby_manager", "safety_officer", "branch_manager", "ops_supervisor")
SUPERVISORS = ("branch_manager", "ops_supervisor")
BRANCH_MANAGER = ("branch_manager",)
MANAGEMENT = ("management",)
AGENT = ("department_agent",)
SYSTEM = ("system",)
