"""What goes wrong while a document is made; the codes stand in reasons.py."""

from __future__ import annotations


class RenderFault(Exception):
    """This content cannot be issued as it is: trying again with the same content gives the same."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RendererLost(Exception):
    """The renderer hung or died: perhaps not the document's fault, so it is tried again a few times."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class RendererStopped(Exception):
    """The worker is ending; nothing is said about the document."""
