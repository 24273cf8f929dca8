"""What an issued file says was printed in it: the other way round of `embedded.py`."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

NAME = "data.json"


def read_data(pdf: bytes) -> Mapping[str, Any]:
    """The context that was printed; empty where the file holds none."""
    try:
        named = PdfFileReader(io.BytesIO(pdf)).root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = {str(named[at]): named[at + 1] for at in range(0, len(named), 2)}
        found = json.loads(files[NAME]["/EF"]["/F"].data)["form"]
    except (KeyError, ValueError, PdfError):
        return {}
    return found if isinstance(found, dict) else {}
