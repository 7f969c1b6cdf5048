"""Messages on queues: their numbers, replies, what is let go of, and what the operator is told."""

from __future__ import annotations

import pytest
from console import Operator
from walker import Clock

from portres_tui.domain.delivery import answer, deliver, on_queue, remove
from portres_tui.domain.jobs import FORCED, SEVERE
from portres_tui.domain.machine import end_job
from portres_tui.domain.messages import MessageType, message
from portres_tui.domain.queues import QueuedMessage
from portres_tui.domain.system import JournalEntry, SystemValue
from portres_tui.domain.users import UserProfile
from portres_tui.store.memory import MemorySystem
from portres_tui.texts import messages

JOB = "100099/ANN/NIGHTLY"
HEADER = JournalEntry(1.0, JOB, "ANN", "")
DAY = 86_400.0


@pytest.fixture(autouse=True)
def ann(machine: MemorySystem) -> None:
    """The user whose job sends what is sent here."""
    with machine.transaction(HEADER):
        machine.profiles.put(UserProfile("ANN"))


def put(
    machine: MemorySystem,
    time: float,
    text: str = "hello",
    queue: str = "OPER",
    type: MessageType = MessageType.INFORMATIONAL,
) -> QueuedMessage:
    with machine.transaction(HEADER):
        return deliver(machine, queue, time, message("PRT1501", type, text=text), job=JOB)


def texts(machine: MemorySystem, queue: str = "OPER") -> list[str]:
    return [each.message.data.get("text", each.message.id) for each in on_queue(machine, queue)]


def test_messages_come_onto_a_queue_in_their_order_with_who_sent_them(
    machine: MemorySystem,
) -> None:
    put(machine, 5.0, "one")
    put(machine, 6.0, "other", "APPUSER")
    second = put(machine, 7.0, "two")

    assert texts(machine) == ["one", "two"]
    assert (second.number, second.profile, second.needs_reply) == (2, "ANN", False)


def test_the_number_of_a_message_that_is_gone_is_not_used_again(machine: MemorySystem) -> None:
    put(machine, 5.0)
    last = put(machine, 6.0)
    with machine.transaction(HEADER):
        remove(machine, last, 7.0, job=JOB)

    assert put(machine, 8.0).number == last.number + 1


def test_a_message_that_is_there_is_never_replaced_though_its_queue_is_not_known(
    machine: MemorySystem,
) -> None:
    put(machine, 5.0, "kept")
    with machine.transaction(HEADER):
        machine.queues.remove("OPER")
    put(machine, 6.0, "new")

    assert texts(machine) == ["kept", "new"]


def test_a_reply_goes_to_the_queue_of_who_asked(machine: MemorySystem) -> None:
    asked = put(machine, 5.0, "May I?", type=MessageType.INQUIRY)
    assert asked.needs_reply
    with machine.transaction(HEADER):
        answer(machine, asked, "Yes", 6.0, job="100100/OPER/QPADEV0001")

    (told,) = on_queue(machine, "ANN")
    assert (told.message.type, told.message.data["text"], told.profile) == (
        MessageType.REPLY,
        "Yes",
        "OPER",
    )
    assert next(on_queue(machine, "OPER")).reply == "Yes"


def test_an_inquiry_that_is_removed_is_answered_first(machine: MemorySystem) -> None:
    asked = put(machine, 5.0, type=MessageType.INQUIRY)
    with machine.transaction(HEADER):
        remove(machine, asked, 6.0, job=JOB)

    assert (texts(machine), texts(machine, "ANN")) == ([], ["*N"])


def test_an_inquiry_can_be_removed_though_the_answer_takes_its_place_on_a_full_queue(
    machine: MemorySystem,
) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("KEEPMSG", "0,1"))
    asked = put(machine, 1.0, "asked", "ANN", MessageType.INQUIRY)
    behind = put(machine, 2.0, "behind", "ANN")
    with machine.transaction(HEADER):
        for each in (asked, behind):
            remove(machine, each, 3.0, job=JOB)

    assert texts(machine, "ANN") == ["*N"]


def test_who_asked_and_is_no_more_is_sent_nothing(machine: MemorySystem) -> None:
    asked, removed = (put(machine, each, type=MessageType.INQUIRY) for each in (5.0, 6.0))
    with machine.transaction(HEADER):
        machine.profiles.remove("ANN")
        told = answer(machine, asked, "Yes", 7.0, job=JOB)
        remove(machine, removed, 7.0, job=JOB)

    assert told is None
    assert list(on_queue(machine, "ANN")) == []
    assert [each.reply for each in on_queue(machine, "OPER")] == ["Yes"]


def test_a_queue_keeps_as_many_messages_as_it_may(machine: MemorySystem) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("KEEPMSG", "0,3"))
    asked = put(machine, 1.0, "asked", type=MessageType.INQUIRY)
    for number in range(6):
        put(machine, 2.0 + number, f"text {number}")

    assert texts(machine) == ["asked", "text 3", "text 4", "text 5"]
    assert asked.needs_reply


def test_however_many_messages_wait_for_a_reply_those_behind_them_go(
    machine: MemorySystem,
) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("KEEPMSG", "0,3"))
    for number in range(45):
        put(machine, 1.0 + number, "asked", type=MessageType.INQUIRY)
    for number in range(6):
        put(machine, 50.0 + number, f"text {number}")

    assert texts(machine) == [*["asked"] * 45, "text 3", "text 4", "text 5"]


def test_a_message_that_is_too_old_goes_when_another_comes(machine: MemorySystem) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("KEEPMSG", "2,0"))
    put(machine, 10 * DAY, "old")
    put(machine, 11 * DAY, "not so old")
    put(machine, 13 * DAY, "new")

    assert texts(machine) == ["not so old", "new"]


def test_the_operator_is_told_of_a_server_that_did_not_start_and_of_its_job(
    operator: Operator,
) -> None:
    operator.reserve(21, 21, "*TCP", "WEBUSR")
    job = operator.start("*FTP")

    (told,) = on_queue(operator.system, "QSYSOPR")
    assert told.message.id == "PRT1102"
    assert told.message.data == {"server": "FTP", "job": job.id}
    assert told.time == job.ended and told.severity >= SEVERE


def test_the_operator_is_told_nothing_of_what_goes_well(operator: Operator) -> None:
    operator.end(operator.start("*FTP"))

    assert list(operator.system.messages) == []


@pytest.mark.parametrize(("code", "told"), [(0, []), (FORCED, ["PRT1511"])])
def test_the_operator_is_told_of_a_job_that_ended_abnormally(
    operator: Operator, code: int, told: list[str]
) -> None:
    job = operator.start("*FTP")
    with operator.changing():
        end_job(operator.system, job, operator.clock(), code)

    assert [each.message.id for each in on_queue(operator.system, "QSYSOPR")] == told


def test_what_the_operator_is_told_has_the_severity_of_its_description(clock: Clock) -> None:
    from portres_tui.domain.dates import Calendar

    file = messages(Calendar())
    assert {file.describe(id).severity for id in ("PRT1102", "PRT1511")} == {SEVERE}
