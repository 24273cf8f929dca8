"""What the bank knows before anybody comes in, from topics to thresholds: versioned YAML, its checks, its wire form.

`load_catalogue()` reads and checks the files of this folder; `compile_on(catalogue, day)` says what is in force on a day,
as the sets that tablets and desks are given. README.md says how a file is written.
"""

from server.reference.compile import CompiledSet, compile_on, compiled, version_of
from server.reference.in_force import in_force
from server.reference.load import ReferenceError, load_catalogue
from server.reference.model import Catalogue, Entry
from server.reference.working_days import calendar_on, turnaround_on

__all__ = [
    "Catalogue",
    "CompiledSet",
    "Entry",
    "ReferenceError",
    "calendar_on",
    "compile_on",
    "compiled",
    "in_force",
    "load_catalogue",
    "turnaround_on",
    "version_of",
]
