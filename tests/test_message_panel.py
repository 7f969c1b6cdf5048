"""Additional Message Information: how texts are wrapped, and what is known of where one came from."""

from __future__ import annotations

from datetime import UTC

from runner import Run

from portres_tui.domain.dates import Calendar
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.messages import Message, MessageDescription, MessageFile, MessageType
from portres_tui.domain.system import JournalEntry
from portres_tui.panels import PANELS
from portres_tui.panels.model import Information, View

JOB = "100025/QSECOFR/QPADEV0025"


def shown(run: Run, entry: LogEntry, file: MessageFile | None = None, **more: bool) -> list[str]:
    panel = PANELS["MSGINFO"]
    assert isinstance(panel, Information)
    messages = file or run.session().messages
    view = View(run.machine, run.clock(), messages, {"entry": entry, **more})
    return [line.text for line in panel.lines(view)]


def described(**texts: str) -> MessageFile:
    return MessageFile({"XYZ0001": MessageDescription("XYZ0001", 0, **texts)}, Calendar(zone=UTC))


def entry(id: str = "XYZ0001", job: str = JOB, **data: str) -> LogEntry:
    return LogEntry(job, JobType.SERVER, 0.0, 0, Message(id, MessageType.DIAGNOSTIC, data))


def test_a_long_text_goes_on_two_columns_further_in_than_its_label(run: Run) -> None:
    lines = shown(run, entry(), described(text="Short.", cause="word " * 40))

    first, *rest = [line for line in lines if "word" in line]
    assert first.startswith(" Cause . . . . . :   word") and len(rest) == 2
    assert all(line.startswith("   word") and len(line) <= 78 for line in rest)


def test_paragraphs_of_a_text_are_indented_as_ibm_i_does_it(run: Run) -> None:
    cause = (
        f"One of these: &B 1 - {'long ' * 20} &B 2 - short. &N A new line. &P Another paragraph."
    )
    lines = shown(run, entry(), described(text="Short.", cause=cause))

    assert [line for line in lines if line.startswith(" Cause")] == [
        " Cause . . . . . :   One of these:"
    ]
    assert [line for line in lines if line.startswith("   1 -")]
    assert [line for line in lines if line.startswith("     long")]
    assert "   2 - short." in lines and " A new line." in lines
    assert "     Another paragraph." in lines


def test_details_tell_the_program_of_a_custom_application(run: Run) -> None:
    server = run.machine.servers.get("*FTP")
    assert server is not None
    run("STRTCPSVR SERVER(*FTP)")
    job = run.machine.jobs.last(server="*FTP")
    assert job is not None
    assert not any(
        "From program" in line for line in shown(run, entry(job=job.id), other_view=True)
    )
    with run.machine.transaction(JournalEntry(0, JOB, "QSECOFR", "")):
        run.machine.servers.put(server._replace(program="MYLIB/MYPGM"))

    lines = shown(run, entry(job=job.id), other_view=True)
    assert " From program . . . . . :   MYLIB/MYPGM" in lines
    assert f"   Number . . . . . . . :     {job.number}" in lines
