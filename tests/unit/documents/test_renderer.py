"""The renderer's process: a document that hangs or kills it costs only itself."""

import os
import resource
import signal

import pytest

from server.documents.definition import Printed
from server.documents.faults import RendererLost, RendererStopped, RenderFault
from server.documents.render_process import RenderProcess
from tests.papers import sheet


@pytest.fixture
def started():
    """A renderer's process that has made a document, so that nothing of its start is measured or cut off."""
    processes = []

    def start(timeout=20.0):
        process = RenderProcess(timeout)
        processes.append(process)
        return process, process.warm_up()

    yield start
    for process in processes:
        process.stop()


def test_a_document_that_hangs_is_given_up_and_the_next_one_made(started):
    process, pid = started(timeout=5.0)
    process.render(sheet())
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(RendererLost, match="timeout"):
        process.render(sheet())
    assert process.render(sheet()).pages == 1


def test_a_renderer_without_memory_dies_alone_and_is_started_again(started):
    process, pid = started()
    process.render(sheet())
    resource.prlimit(pid, resource.RLIMIT_AS, (1, 1))
    with pytest.raises(RendererLost, match="crashed"):
        process.render(sheet())
    assert process.render(sheet()).pages == 1


def test_an_error_nobody_foresaw_is_the_documents_fault_and_the_process_goes_on(started):
    process, pid = started()
    with pytest.raises(RenderFault, match="template"):
        process.render(Printed("d01_daily.html", 5))
    assert process.render(sheet()).pages == 1
    assert process.warm_up() == pid


def test_a_signal_to_the_group_does_not_cut_a_document_off(started):
    process, pid = started()
    process.render(sheet())
    os.kill(pid, signal.SIGTERM)
    assert process.render(sheet()).pages == 1
    assert process.warm_up() == pid


def test_a_stopped_renderer_says_nothing_about_the_document(started):
    process, _ = started()
    process.stop()
    with pytest.raises(RendererStopped):
        process.render(sheet())
