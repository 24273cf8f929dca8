"""Template and context → PDF bytes, checked. Only the renderer's own process imports this: WeasyPrint costs half a second.

The fonts come from pdf_templates/fonts through FONTCONFIG_FILE, which must be set before WeasyPrint is imported; without it
the machine's fonts would be used, and every machine would print something else.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from server.documents.check import refuse_flawed
from server.documents.conformance import declare_accessible
from server.documents.embedded import data_file, name_once
from server.documents.faults import RenderFault
from server.documents.fonts import TEMPLATES
from server.documents.page import Page
from server.documents.written_once import write_once

STYLE = "base.css"
# Many small objects live until the document is written, so collecting them in between only costs (6–17 %).
GENERATIONS = (200_000, 50, 100)


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    pages: int


class Renderer:
    """Keeps what is the same for every document: the templates, the style, and one font configuration.

    A fresh font configuration for each document would leak until the process is killed.
    """

    def __init__(self) -> None:
        gc.set_threshold(*GENERATIONS)
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._fetcher = Assets({})
        self._fonts = FontConfiguration()
        self._warnings = Warnings()
        style = (TEMPLATES / STYLE).read_text(encoding="utf-8")
        self._style = CSS(string=style, font_config=self._fonts, url_fetcher=self._fetcher)

    def render(
        self, template: str, context: dict[str, Any], assets: Mapping[str, bytes], seal: dict[str, Any] | None = None
    ) -> Rendered:
        """Raises RenderFault instead of returning a document that should not reach anybody."""
        html = self.html(template, context, seal)
        with self._warnings as warnings:
            document = Page(string=html, url_fetcher=Assets(assets)).render(
                stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/a-3a"
            )
            declare_accessible(document)
            pdf = self._written(document, template, context, assets)
        refuse_flawed(document, warnings.messages, context["head"]["serial"])
        return Rendered(pdf, len(document.pages))

    def html(self, template: str, context: dict[str, Any], seal: dict[str, Any] | None) -> str:
        try:
            return self._templates.get_template(template).render(form=context, seal=seal)
        except jinja2.TemplateError as error:
            raise RenderFault("template") from error

    def _written(
        self, document: Document, template: str, context: dict[str, Any], assets: Mapping[str, bytes]
    ) -> bytes:
        # The identifier is the serial, not a random one: the same content gives the same bytes, and the same hash.
        written = document.write_pdf(
            finisher=_finish,
            pdf_variant="pdf/a-3a",
            pdf_identifier=context["head"]["serial"].encode(),
            attachments=[data_file(template, context, assets, self._fetcher)],
        )
        return bytes(written)


def _finish(_document: Document, pdf: Any) -> None:
    name_once(pdf)
    write_once(pdf)


class Warnings(logging.Handler):
    """Collects what WeasyPrint says while one document is made."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> Warnings:
        self.messages = []
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)


class Assets(URLFetcher):
    """Gives the pictures that belong to the document, `asset:<name>`, and nothing else: a value that looks like markup must
    not fetch a file or an address."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in self._assets:
            raise ValueError("nothing is fetched from outside")
        return URLFetcherResponse(url, self._assets[url], {"Content-Type": "image/jpeg"})
