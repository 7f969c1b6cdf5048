"""Our own errors: they end a command, and neither the session nor the machine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import BufferingHandler

import pytest
from runner import Run

from portres_tui.cl.definition import Answer, Command, command
from portres_tui.cl.interpreter import Interpreter, Reply, Request
from portres_tui.domain.messages import EscapeMessage, completion, information
from portres_tui.domain.ports import PortRestriction
from portres_tui.domain.system import MachineError
from portres_tui.store.memory import MemorySystem

ENTRY = PortRestriction(8080, 8080, "*TCP", "WEBUSR")


def change_everything(request: Request) -> None:
    """State, another job's log, and a message."""
    request.system.restrictions.put(ENTRY)
    telnet = request.system.jobs.find(server="*TELNET")[0]
    request.log(telnet, request.time, information("PRT0304"))
    request.send(information("PRT0303", server="A", job="B"))
    request.submit(telnet)


@command("BREAK", "Break down")
def break_down(request: Request) -> Answer:
    change_everything(request)
    raise ZeroDivisionError("division by zero")


@command("GIVEUP", "Give up")
def give_up(request: Request) -> Answer:
    change_everything(request)
    raise EscapeMessage("PRT0305", at=("SERVER.0",), server="*FTP")


@command("WORK", "Work")
def work(request: Request) -> Answer:
    change_everything(request)
    return completion("PRT0203", port="8080", protocol="*TCP", profile="WEBUSR")


FAKES: dict[str, Command] = {each.name: each for each in (break_down, give_up, work)}


class Fakes:
    """Runs the commands above in the officer's job."""

    def __init__(self, run: Run) -> None:
        session = run.session()
        self.system = run.machine
        self.requester = session.requester
        self.interpreter = Interpreter(FAKES, session.messages, session.clock)

    def __call__(self, text: str) -> Reply:
        return self.interpreter.run(text, self.requester)


@pytest.fixture
def fakes(run: Run) -> Fakes:
    return Fakes(run)


@contextmanager
def errors() -> Iterator[list[logging.LogRecord]]:
    """What goes into our own log meanwhile."""
    handler = BufferingHandler(100)
    logger = logging.getLogger("portres")
    logger.addHandler(handler)
    try:
        yield handler.buffer
    finally:
        logger.removeHandler(handler)


def logged(system: MemorySystem) -> int:
    return len(system.log_last(10_000))


def test_an_error_of_ours_is_told_as_a_function_check(fakes: Fakes) -> None:
    reply = fakes("BREAK")

    assert reply.failed and reply.show is None
    told = reply.messages[-1]
    assert (told.id, told.data) == ("PRT0900", {"error": "ZeroDivisionError: division by zero"})


@pytest.mark.parametrize("text", ["BREAK", "GIVEUP"])
def test_a_command_that_ends_in_error_is_rolled_back(fakes: Fakes, text: str) -> None:
    before, lines = fakes.system.revision(), logged(fakes.system)

    reply = fakes(text)

    assert len(fakes.system.restrictions) == 0
    assert fakes.system.revision() == before
    assert reply.submitted == ()
    added = fakes.system.log_last(logged(fakes.system) - lines)
    assert {line.job for line in added} == {fakes.requester.job.id}
    assert [line.message.id for line in added] == [
        "PRT0001",
        "PRT0303",
        "PRT0900" if text == "BREAK" else "PRT0305",
    ]


def test_the_session_goes_on_behind_a_function_check(fakes: Fakes) -> None:
    fakes("BREAK")

    reply = fakes("WORK")

    assert not reply.failed
    assert [sent.id for sent in reply.messages] == ["PRT0303", "PRT0203"]
    assert list(fakes.system.restrictions) == [ENTRY]


def test_what_went_wrong_stands_with_its_traceback_in_our_own_log(fakes: Fakes) -> None:
    with errors() as records:
        fakes("BREAK")

    (record,) = records
    assert record.getMessage() == "function check: BREAK"
    assert record.exc_info is not None and record.exc_info[0] is ZeroDivisionError


def test_an_escape_message_is_no_error_of_ours(fakes: Fakes) -> None:
    with errors() as records:
        reply = fakes("GIVEUP")

    assert records == []
    assert (reply.failed, reply.at) == (True, ("SERVER.0",))


def test_a_long_error_is_cut_so_that_it_can_be_told(fakes: Fakes) -> None:
    @command("LONG", "Long")
    def long(request: Request) -> Answer:
        raise ValueError("x" * 5_000)

    fakes.interpreter = Interpreter({"LONG": long}, fakes.interpreter.messages, lambda: 0.0)

    assert len(fakes("LONG").messages[-1].data["error"]) == 200


def refusing(error: Exception) -> Callable[..., None]:
    def refuse(*entries: object) -> None:
        raise error

    return refuse


def test_a_machine_that_cannot_be_written_ends_the_command_and_not_the_session(
    fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, errors() as records:
        patched.setattr(fakes.system, "log", refusing(MachineError("the disk is full")))
        reply = fakes("WORK")

    assert reply.failed and records == []
    assert [(sent.id, sent.data) for sent in reply.messages] == [
        ("PRT0901", {"reason": "the disk is full"})
    ]
    assert len(fakes.system.restrictions) == 0
    assert not fakes("WORK").failed


def test_a_function_check_is_told_even_if_it_cannot_be_logged(
    fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, errors() as records:
        patched.setattr(fakes.system, "log", refusing(ZeroDivisionError("division by zero")))
        reply = fakes("WORK")

    assert reply.failed and reply.messages[-1].id == "PRT0900"
    assert [record.getMessage() for record in records] == [
        "function check: WORK",
        "job log not written: WORK",
    ]
