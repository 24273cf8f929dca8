"""parts["signing"]: who signs the documents of each branch, and the certificates that are trusted."""

from __future__ import annotations

import structlog

from server.domain.identity import Clock
from server.services.ports_signing import CertificateUnusable
from server.services.secret_box import SecretBox
from server.services.signing_part import SigningPart
from server.settings import Settings
from server.store.brought_identity import BroughtIdentity
from server.store.signing_files import SigningFiles
from server.store.wiring import WiringContext

log = structlog.get_logger("lobbybook.signing")


def build(context: WiringContext) -> SigningPart:
    return part_of(context.settings, context.secrets, context.clock)


def part_of(settings: Settings, secrets: SecretBox, clock: Clock) -> SigningPart:
    files = SigningFiles(settings.data / "signing", secrets, settings.bank_name)
    if settings.signing_cert and settings.signing_key:
        brought = BroughtIdentity(settings.signing_cert, settings.signing_key, settings.signing_chain, files)
        return SigningPart(brought, brought.identity, clock, warned)
    return SigningPart(files, lambda: files.authority(clock()), clock, warned)


def warned(error: CertificateUnusable) -> None:
    log.warning("signing certificate", why=str(error))
