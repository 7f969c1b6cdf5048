"""Messages whose sender or receiver is no more."""

from __future__ import annotations

import pytest
from runner import Run
from walker import Clock

from portres_tui.domain.delivery import NO_REPLY, on_queue
from portres_tui.domain.jobs import JobType
from portres_tui.store.memory import MemorySystem


@pytest.fixture
def asked(run: Run, clock: Clock) -> Run:
    """ANN has asked BOB and the system operator something, and has signed off."""
    for name in ("ANN", "BOB"):
        assert not run(f"CRTUSRPRF USRPRF({name}) PASSWORD('secret77')").failed
    for receiver in ("BOB", "*SYSOPR"):
        assert not run(f"SNDMSG MSG('May I?') TOUSR({receiver}) MSGTYPE(*INQ)", "ANN").failed
    run.session("ANN").end()
    clock.forward(1)
    return run


def test_who_waits_for_the_reply_of_a_user_that_is_deleted_is_told_that_none_comes(
    asked: Run, machine: MemorySystem
) -> None:
    assert not asked("DLTUSRPRF USRPRF(BOB)").failed

    assert [each.message.data["text"] for each in on_queue(machine, "ANN")] == [NO_REPLY]
    assert list(on_queue(machine, "BOB")) == []


def test_a_user_who_asked_himself_something_can_be_deleted(
    run: Run, clock: Clock, machine: MemorySystem
) -> None:
    run("CRTUSRPRF USRPRF(ANN) PASSWORD('secret77')")
    run("SNDMSG MSG('Shall I?') TOUSR(ANN) MSGTYPE(*INQ)", "ANN")
    run.session("ANN").end()
    clock.forward(1)

    assert not run("DLTUSRPRF USRPRF(ANN)").failed
    assert list(machine.messages) == []


def test_a_reply_to_a_user_that_was_deleted_is_kept_with_the_inquiry(
    asked: Run, machine: MemorySystem
) -> None:
    asked("DLTUSRPRF USRPRF(ANN)")
    (inquiry,) = on_queue(machine, "QSYSOPR")
    reply = asked(f"SNDRPY MSGKEY({inquiry.number}) MSGQ(QSYSOPR) RPY('Yes')")

    assert [each.id for each in reply.messages] == ["PRT1536"]
    assert [each.reply for each in on_queue(machine, "QSYSOPR")] == ["Yes"]
    assert [each.name for each in machine.queues if machine.profiles.get(each.name) is None] == []


def test_a_message_to_all_who_are_signed_on_needs_somebody(run: Run) -> None:
    reply = run("SNDMSG MSG('Hello') TOUSR(*ALLACT)", type=JobType.BATCH)

    assert (reply.messages[-1].id, reply.at) == ("PRT1537", ("TOUSR.0",))
