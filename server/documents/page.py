"""A page as WeasyPrint reads it, without what no paper of ours has."""

from __future__ import annotations

import re

from weasyprint import CSS, HTML
from weasyprint.html import UA

NOTES = re.compile(r"^::(?:footnote|note)-\w+ \{[^}]*\}\n", re.MULTILINE)


class Page(HTML):
    """No footnotes: with the rules for them, the styles of five notes that are not there are found for each element, which takes
    longer than the elements' own."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [WITHOUT_NOTES]


WITHOUT_NOTES = CSS(string=NOTES.sub("", UA))
