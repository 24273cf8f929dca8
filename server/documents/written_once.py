"""A PDF's objects are made into bytes once. pydyf makes them twice, for the file and for the hash in its identifier, and would
compress every font and every page both times."""

from __future__ import annotations

import pydyf


class Written(pydyf.Object):
    """An object as it stands in the file."""

    data = b""
    compressible = False

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.data, self.compressible = made.data, made.compressible


def write_once(pdf: pydyf.PDF) -> None:
    """Call last: what is changed in an object afterwards is not written."""
    pdf.objects[:] = [each if each.free == "f" else Written(each) for each in pdf.objects]
