"""The data of a document inside its PDF, as the associated file `data.json`: what was printed, for programs that read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from weasyprint import Attachment
from weasyprint.urls import URLFetcher

from server.documents.printed_data import data_text

NAME = "data.json"


def data_file(
    template: str, context: Mapping[str, Any], assets: Mapping[str, bytes], fetcher: URLFetcher
) -> Attachment:
    """Dated by the document itself, so that the same content gives the same bytes."""
    at = datetime.fromisoformat(context["head"]["created"]).astimezone(UTC)
    return Attachment(
        string=data_text(template, context, assets),
        url_fetcher=fetcher,
        name=NAME,
        description="打印内容的数据",
        created=at,
        modified=at,
        relationship="Data",
    )


def name_once(pdf: Any) -> None:
    """WeasyPrint lists an attachment as an associated file twice."""
    associated = pdf.catalog["AF"]
    associated[:] = list(dict.fromkeys(associated))
