"""A kind asked with its own example, but for what a test says."""

from server.records import all_kinds


def capture_faults(code, **changed):
    """The codes that keep the example of this kind, so changed, from being captured."""
    kind = all_kinds()[code]
    return {error.code for error in kind.capture_errors({**kind.example, **changed})}


def step_faults(code, verb, status, args=None, reason=None, **changed):
    """The codes that keep this step from a record in `status` that holds the example, so changed."""
    kind = all_kinds()[code]
    values = {name: value for name, value in {**kind.example, **changed}.items() if value is not None}
    command = next(each for each in kind.definition["life_cycle"]["commands"] if each["code"] == verb)
    return {error.code for error in kind.command_errors(command, status, values, args or {}, reason)}


def steps_open_to(code, status, role):
    """The steps that a person of this role can choose in this state."""
    commands = all_kinds()[code].definition["life_cycle"]["commands"]
    return {each["code"] for each in commands if status in each["from"] and role in each["roles"]}


def command(code, verb):
    return next(each for each in all_kinds()[code].life_cycle.commands if each.code == verb)
