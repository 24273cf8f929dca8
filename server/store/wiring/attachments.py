"""parts["attachments"]: photos and signatures, from the first part of a file to who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from server.domain.people import Actor, Device
from server.records import all_kinds
from server.services.attachments_part import AttachmentsPart
from server.services.desk_device import desk_of
from server.services.read_file import ReadFile
from server.services.receive_files import ReceiveFiles
from server.settings import Settings
from server.store.attachment_store import AttachmentStore
from server.store.device_store import DeviceStore
from server.store.files import FileStore
from server.store.operation_store import OperationStore
from server.store.part_files import PartFiles
from server.store.wiring import WiringContext


def build(context: WiringContext) -> AttachmentsPart:
    folder = attachments_folder(context.settings)
    store, files = AttachmentStore(context.database), FileStore(folder)

    def completed(branch_id: str, record_ids: Sequence[str]) -> None:
        # Asked for when it happens: documents are built from this part.
        context.part("documents").on_files_complete(branch_id, record_ids)

    def may_see(actor: Actor, branch_id: str, record_id: str) -> bool:
        see = context.part("sync").see  # it is built from this part as well
        return see.visible(see.reach(actor, branch_id), record_id) is not None

    def desk(branch_id: str, at: datetime) -> Device:
        return desk_of(DeviceStore(context.database), branch_id, context.new_id, at)

    return AttachmentsPart(
        receive=ReceiveFiles(
            attachments=store,
            parts=PartFiles(folder / "parts"),
            files=files,
            lock=OperationStore(context.database).lock,
            transaction=context.database.write,
            completed=completed,
            durable_after=timedelta(hours=context.settings.durable_hours),
        ),
        read=ReadFile(store, files, may_see, context.audit, context.database.write),
        files=store,
        kinds=all_kinds(),
        desk=desk,
    )


def attachments_folder(settings: Settings) -> Path:
    return Path(settings.file_store) / "attachments"
