"""parts["sync"]: push, pull, live, and deciding what waits."""

from __future__ import annotations

import traceback
from datetime import timedelta
from functools import partial

import structlog

from server.contract import contract
from server.records import all_kinds
from server.services.capture_online import CaptureOnline
from server.services.change_device_state import ChangeDeviceState
from server.services.decide_operations import DecideOperations
from server.services.decide_stored import DecideStored
from server.services.derive_fields import DeriveFields
from server.services.find_duplicates import FindDuplicates
from server.services.keep_closed import KeepClosed
from server.services.link_code import link_code
from server.services.live_pokes import LivePokes
from server.services.load_working_set import LoadWorkingSet
from server.services.read_feed import ReadFeed
from server.services.receive_operations import ReceiveOperations
from server.services.record_policy import RecordPolicy
from server.services.run_online import RunOnline
from server.services.see_records import SeeRecords
from server.services.show_record import ShowRecords
from server.services.start_records import StartRecords
from server.services.sync_part import SyncPart
from server.services.unmask_field import UnmaskField
from server.services.upcasters import UPCASTERS
from server.store.answer_store import AnswerStore
from server.store.conflict_store import ConflictStore
from server.store.device_store import DeviceStore, GrantStore
from server.store.document_states import DocumentStates
from server.store.epoch_store import EpochStore
from server.store.intake_store import IntakeStore
from server.store.key_store import KeyStore
from server.store.operation_store import OperationStore
from server.store.people_store import PeopleStore
from server.store.record_list import RecordList
from server.store.sealed_payload import SealedPayload
from server.store.session_store import SessionStore
from server.store.unmasking_store import UnmaskingStore
from server.store.wiring import WiringContext
from sync.server.state import RecordState

log = structlog.get_logger("lobbybook.sync")
# Parts that act on changed records, inside the transaction that changes them.
REACTIONS = ("attachments", "documents", "approved_content", "kpi_counting", "following", "telling")


def build(context: WiringContext) -> SyncPart:
    kinds, database = all_kinds(), context.database
    operations, conflicts, people = OperationStore(database), ConflictStore(database), PeopleStore(database)
    decide = _decide(context, operations, conflicts, people)
    receive = _receive(context, operations, decide)
    listed = RecordList(database, SealedPayload(kinds, context.secrets))
    show = ShowRecords(context.part("records"), people, DocumentStates(database), kinds)
    run_online = RunOnline(
        desks=DeviceStore(database),
        intake=receive.intake,
        operations=operations,
        records=context.part("records"),
        decide=decide,
        transaction=database.write,
        new_id=context.new_id,
        start=StartRecords(kinds, context.part("reference").item),
        seal=partial(context.part("seals").kept, kinds),
        closed=receive.closed,
    )
    return SyncPart(
        receive=receive,
        run_online=run_online,
        capture=CaptureOnline(kinds, run_online),
        see=SeeRecords(context.part("records"), listed, operations, people, show, kinds, context.audit),
        duplicates=FindDuplicates(decide.keys, decide.policy),
        unmask=UnmaskField(UnmaskingStore(database), context.audit, database.write, context.new_id, kinds),
        conflicts=conflicts,
        read_feed=ReadFeed(context.part("feed"), operations, conflicts, show),
        decide_stored=DecideStored(
            intake=receive.intake,
            operations=operations,
            receive=receive,
            decide=decide,
            devices=DeviceStore(database),
            transaction=database.write,
            kinds=kinds,
            upcasters=UPCASTERS,
            failed=failed,
        ),
        live=LivePokes(context.part("feed").pokes.wait, context.part("feed").pokes.heads),
        feed=context.part("feed"),
        epochs=EpochStore(database, context.new_id, context.clock),
        intake=IntakeStore(database),
        durable_after=receive.durable_after,
        contract_version=lambda: str(contract()["version"]),
        reference_version=context.part("reference").version,
        clock=context.clock,
        audit=context.audit,
        transaction=database.write,
    )


def _decide(
    context: WiringContext, operations: OperationStore, conflicts: ConflictStore, people: PeopleStore
) -> DecideOperations:
    kinds, records = all_kinds(), context.part("records")

    def scopes_of(record: RecordState) -> tuple[str, ...]:
        return kinds[record.kind].scopes(record.branch_id)

    keys, reference = KeyStore(context.database), context.part("reference")
    policy = RecordPolicy(
        kinds,
        DeriveFields(reference, reference.rules, context.part("screening").screen, partial(link_code, context.secrets)),
        UPCASTERS,
        partial(context.secrets.keyed_hash, "record keys"),
        KeepClosed(kinds, context.part("seals")).opened,
    )
    return DecideOperations(
        operations=operations,
        records=records,
        conflicts=conflicts,
        intake=IntakeStore(context.database),
        keys=keys,
        answers=AnswerStore(context.database),
        numbers=context.part("numbers"),
        feed=context.part("feed"),
        audit=context.audit,
        load=LoadWorkingSet(operations, records, conflicts, GrantStore(context.database), people, keys, policy),
        policy=policy,
        scopes_of=scopes_of,
        reactions=[context.part(name) for name in REACTIONS],
        on_conflicts=context.part("telling").on_conflicts,
    )


def _receive(context: WiringContext, operations: OperationStore, decide: DecideOperations) -> ReceiveOperations:
    database, devices = context.database, DeviceStore(context.database)
    states = ChangeDeviceState(
        devices, SessionStore(database, PeopleStore(database)), GrantStore(database), context.audit, database.write
    )
    return ReceiveOperations(
        intake=IntakeStore(database),
        operations=operations,
        decide=decide,
        devices=devices,
        quarantine=states,
        transaction=database.write,
        failed=failed,
        durable_after=timedelta(hours=context.settings.durable_hours),
        closed=KeepClosed(all_kinds(), context.part("seals")),
    )


def failed(error: Exception) -> None:
    # The message may hold what a customer said, so the log gets the kind of error and the places it passed.
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("operation not decided", error=type(error).__name__, places=places[-8:])
