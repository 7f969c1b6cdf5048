"""Whose the display is: sessions that end without their users, and what is seen then."""

from __future__ import annotations

from pathlib import Path

import pytest
from records import audit_entries
from runner import Run
from station import OFFICER, Visitor, visitor
from walker import Clock

from portres_tui.admission import Admission
from portres_tui.domain.jobs import JobType, LogEntry
from portres_tui.domain.machine import end_job
from portres_tui.domain.messages import EscapeMessage, information
from portres_tui.domain.system import JournalEntry
from portres_tui.domain.users import Password
from portres_tui.opening import furnish
from portres_tui.store.sessions import Attendance
from portres_tui.store.tiny import TinySystem
from portres_tui.workstation import Workstation

HEADER = JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")


@pytest.fixture
def here() -> Visitor:
    return visitor().signs_on("QSECOFR", OFFICER).press("enter")


def ended_by_somebody(here: Visitor) -> str:
    job = here.station.session.job
    with here.system.transaction(HEADER):
        end_job(here.system, job, here.clock(), 30)
    return job.id


def test_a_job_that_somebody_ends_leads_back_to_sign_on_without_a_key(here: Visitor) -> None:
    job = ended_by_somebody(here)

    assert here.station.lapsed()
    here.keyboard.show(here.station.lapse())
    assert here.title == "Sign On"
    assert here.message == f"PRT1037 - Job {job} was ended."


def test_and_so_does_the_next_key_which_does_nothing_else(here: Visitor) -> None:
    ended_by_somebody(here)
    here.command("ADDTCPPORT 8080 *TCP WEBUSR")

    assert here.title == "Sign On" and "was ended" in here.message
    assert len(here.system.restrictions) == 0


def test_a_power_down_of_ones_own_leads_to_sign_on_too(here: Visitor) -> None:
    job = here.station.session.job
    here.command("PWRDWNSYS RESTART(*YES)").press("enter")

    assert here.title == "Sign On" and here.message == f"PRT1037 - Job {job.id} was ended."


def test_the_job_that_somebody_has_ended_is_not_ended_once_more(here: Visitor) -> None:
    job = ended_by_somebody(here)
    here.clock.forward(60)
    here.press("enter")

    assert here.system.jobs.get(job[:6]).ended == here.clock() - 60
    assert [e.message.id for e in here.system.job_log(job)].count("CPF1164") == 0


def test_who_presses_no_key_for_too_long_is_signed_off(here: Visitor) -> None:
    here.gives("QINACTITV", "30").press("enter")
    job = here.station.session.job
    here.clock.forward(30 * 60)
    assert not here.station.idle()
    here.clock.forward(1)
    assert here.station.idle() and here.station.lapsed()
    here.keyboard.show(here.station.lapse())

    assert here.title == "Sign On"
    assert here.message == f"PRT1038 - Job {job.id} ended: no activity for 30 minutes."
    logged = [(e.message.id, e.message.data.get("code")) for e in here.system.job_log(job.id)]
    assert logged[-2:] == [("PRT1038", None), ("CPF1164", "30")]


def test_a_key_that_comes_too_late_does_nothing_else(here: Visitor) -> None:
    here.gives("QINACTITV", "5").press("enter")
    here.clock.forward(301)
    here.command("ADDTCPPORT 8080 *TCP WEBUSR")

    assert here.title == "Sign On" and len(here.system.restrictions) == 0


def test_the_value_is_looked_at_when_it_is_changed_elsewhere(here: Visitor) -> None:
    here.gives("QINACTITV", "5")
    here.station.repaint()
    here.clock.forward(301)

    assert here.station.idle()


@pytest.mark.parametrize("value", ["*NONE", "nonsense"])
def test_without_the_value_nobody_is_idle(here: Visitor, value: str) -> None:
    here.gives("QINACTITV", value).press("enter")
    here.clock.forward(1e6)

    assert not here.station.idle()


def test_a_message_queue_in_place_of_endjob_ends_nothing(here: Visitor) -> None:
    here.gives("QINACTITV", "5").gives("QINACTMSGQ", "QSYSOPR").press("enter")
    here.clock.forward(1e6)

    assert not here.station.idle()


def test_at_sign_on_nobody_is_idle() -> None:
    there = visitor().gives("QINACTITV", "5").press("enter")
    there.clock.forward(1e6)

    assert not there.station.idle() and not there.station.lapsed()


def test_what_nobody_asked_for_is_shown_before_what_the_last_key_brought(here: Visitor) -> None:
    here.command("STRTCPSVR SERVER(*NONE)")
    assert here.message.startswith("Server *NONE not found")
    here.keyboard.merge(here.station.announce(information("PRT1806", seconds=60)))
    told = here.message
    assert told.startswith("All sessions end in 60 seconds.") and told.endswith("+")

    while here.keyboard.row < 24:
        here.press("down")
    here.press("pagedown")
    assert here.message.startswith("Server *NONE not found")


def seen(here: Visitor) -> str:
    """The message line after a look at the machine that no key asked for."""
    if display := here.station.repaint():
        here.keyboard.merge(display)
    return here.message.rstrip(" +")


def test_a_break_message_is_seen_at_once_and_nothing_typed_is_lost(here: Visitor) -> None:
    here.to("command").type("DSPTCP")
    here.does("SNDBRKMSG MSG('Break until ten') TOMSGQ(*ALLWS)")

    assert seen(here) == "QSECOFR: Break until ten"
    assert here.fields()["command"] == "DSPTCP"
    here.click("QSECOFR: Break until ten")
    assert here.shows("User QSECOFR sent this text with SNDBRKMSG")


def test_a_break_message_is_shown_once_and_stays_on_the_queue(here: Visitor) -> None:
    here.does("SNDBRKMSG MSG('Break until ten') TOMSGQ(*ALLWS)")
    seen(here)
    here.clock.forward(2)
    here.command("DSPMSG")

    assert here.shows("Display Messages", "Break until ten", "From  . . . :   QSECOFR")
    assert seen(here) == ""


def test_a_break_message_that_a_key_took_away_at_once_is_told_once_more(here: Visitor) -> None:
    here.does("SNDBRKMSG MSG('Break until ten') TOMSGQ(*ALLWS)")
    seen(here)
    here.command("WRKTCPSVR")
    assert here.title == "Work with TCP/IP Servers" and here.message == "QSECOFR: Break until ten"
    here.press("f5")
    assert here.message == ""


def test_a_break_message_that_could_be_read_goes_with_the_next_key(here: Visitor) -> None:
    here.does("SNDBRKMSG MSG('Break until ten') TOMSGQ(*ALLWS)")
    seen(here)
    here.clock.forward(2)
    here.command("WRKTCPSVR")

    assert here.message == ""


def test_a_break_message_breaks_in_at_the_work_station_that_it_names(here: Visitor) -> None:
    device = here.station.session.job.name
    here.does(f"SNDBRKMSG MSG('You there') TOMSGQ({device})")
    assert seen(here) == "QSECOFR: You there"

    here.does("SNDBRKMSG MSG('All of you') TOMSGQ(*ALLWS)")
    assert seen(here) == "QSECOFR: All of you"


def test_break_messages_from_before_a_session_are_not_shown_in_it(here: Visitor) -> None:
    here.does("SNDBRKMSG MSG('Break until ten') TOMSGQ(*ALLWS)")
    here.command("SIGNOFF")
    here.clock.forward(60)
    here.signs_on("QSECOFR", OFFICER).press("enter")

    assert seen(here) == "" and here.station.message_waiting


def test_a_session_without_a_sign_on_ends_with_a_sentence(run: Run) -> None:
    session = run.session()
    station = Workstation(session)
    station.start()
    with run.machine.transaction(HEADER):
        end_job(run.machine, session.job, run.clock(), 30)
    station.lapse()

    assert station.ended
    assert station.farewell == f"Job {session.job.id} was ended."


def test_a_profile_whose_menu_is_signoff_is_signed_off_at_once() -> None:
    there = visitor()
    there.does("CHGUSRPRF WEBUSR PASSWORD('Welcome-1') INLMNU(*SIGNOFF)")
    there.signs_on("WEBUSR", "Welcome-1")

    assert there.title == "Sign On" and "*SIGNOFF" in there.message


def test_nothing_of_a_job_log_is_seen_at_sign_on(here: Visitor) -> None:
    own = here.station.session.job
    line = LogEntry(own.id, own.type, 1.0, 40, information("CPF1124"))
    servers = line._replace(job="100014/QTCP/QTFTP00014", job_type=JobType.SERVER)

    assert here.station.may_see(line) and here.station.may_see(servers)
    turn = here.station.turn
    here.command("SIGNOFF")
    assert not here.station.may_see(line) and not here.station.may_see(servers)
    assert here.station.turn > turn, "the pane is to forget what it has"


def test_who_is_signed_on_is_there_for_others_to_see(tmp_path: Path) -> None:
    attendance = Attendance(tmp_path)
    there = visitor(home=tmp_path, attendance=attendance)
    assert attendance.live() == []
    there.signs_on("QSECOFR", OFFICER)
    assert [each.profile for each in attendance.live()] == ["QSECOFR"]
    there.press("enter").command("SIGNOFF")
    assert attendance.live() == []
    there.station.close()


def test_a_machine_that_cannot_be_written_lets_in_who_knows_the_password(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = TinySystem.open(tmp_path, lambda system: furnish(system, clock()))
    visitor(system=made, clock=clock).station.close()
    monkeypatch.setattr("portres_tui.store.files.writable", lambda path: False)
    there = Visitor(TinySystem.open(tmp_path, lambda _: None), clock)
    assert there.title == "Sign On"
    assert there.signs_on("QSECOFR", "wrong").message.startswith("CPF1120")
    there.signs_on("QSECOFR", OFFICER).press("enter")
    assert there.title.startswith("MAIN") and there.rows[1].startswith(" Read only")
    there.command("SIGNOFF")
    assert there.title == "Sign On"
    there.station.close()


# Admission


def admission(there: Visitor) -> Admission:
    made = there.station._admission
    assert made is not None
    return made


TYPED = {"USER": "QSECOFR", "PASSWORD": OFFICER, "PROGRAM": "", "MENU": "", "LIBRARY": ""}


def test_a_hash_is_made_while_nobody_waits_for_the_machine() -> None:
    there = visitor()

    def somebody_writes() -> None:
        with there.system.transaction(HEADER):  # transactions do not nest
            there.system.log([])

    there.passwords.meanwhile = somebody_writes
    assert admission(there).knock(TYPED)


@pytest.mark.parametrize("user", ["QSECOFR", "WEBUSR", "NOBODY", "IT'S ME"])
def test_whoever_is_named_as_many_hashes_are_looked_at(user: str) -> None:
    there = visitor()
    gate = admission(there)
    with pytest.raises(EscapeMessage):
        gate.knock({**TYPED, "USER": "NOBODY", "PASSWORD": "x"})
    before = there.passwords.asked
    with pytest.raises(EscapeMessage):
        gate.knock({**TYPED, "USER": user, "PASSWORD": "x"})

    assert there.passwords.asked - before == 1


def test_a_password_that_is_changed_while_it_is_tried_counts_as_it_is_then() -> None:
    there = visitor()

    def changed() -> None:
        there.passwords.meanwhile = lambda: None
        with there.system.transaction(HEADER):
            there.system.passwords.put(Password("QSECOFR", "#other", 0.0))

    there.passwords.meanwhile = changed
    with pytest.raises(EscapeMessage) as refused:
        admission(there).knock(TYPED)
    assert refused.value.message.id == "CPF1120"


def test_a_profile_that_is_deleted_behind_its_password_is_back_at_sign_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = visitor().does("CHGUSRPRF WEBUSR PASSWORD('Welcome-1')")
    gate = admission(there)
    knock = gate.knock

    def knocked(typed: dict[str, str]) -> bool:
        fits = knock(typed)
        with there.system.transaction(HEADER):
            there.system.profiles.remove("WEBUSR")
        return fits

    monkeypatch.setattr(gate, "knock", knocked)
    there.signs_on("WEBUSR", "Welcome-1")

    assert there.title == "Sign On"
    assert there.message.startswith("CPF1120")
    assert there.station.session is None


def test_a_profile_that_is_disabled_while_it_is_asked_for_a_new_password_stays_out() -> None:
    there = visitor().does("CHGUSRPRF WEBUSR PASSWORD('Welcome-1') PWDEXP(*YES)")
    there.signs_on("WEBUSR", "Welcome-1")
    assert there.title == "Change Password"
    there.does("CHGUSRPRF WEBUSR STATUS(*DISABLED)")
    there.fills(CURPWD="Welcome-1", NEWPWD="Welcome-2", VFYPWD="Welcome-2")

    assert there.message == "User profile WEBUSR cannot sign on."
    there.does("CHGUSRPRF WEBUSR STATUS(*ENABLED)")
    there.fills(CURPWD="Welcome-1", NEWPWD="Welcome-2", VFYPWD="Welcome-2")
    assert there.title == "Sign-on Information"


def test_every_attempt_that_fails_is_in_the_audit_journal() -> None:
    there = visitor()
    there.signs_on("QSECOFR", "wrong").signs_on("NOBODY", "wrong")
    device = there.station._admission.device

    entries = [e for e in audit_entries(there.system) if e.type == "PW"]
    assert [(e.violation, dict(e.data)) for e in entries] == [
        ("P", {"user": "QSECOFR", "device": device}),
        ("U", {"user": "NOBODY", "device": device}),
    ]
    assert {e.job for e in entries} == {there.system.subsystems.get("QINTER").monitor}


def test_a_password_set_at_sign_on_is_in_the_audit_journal() -> None:
    (entry,) = audit_entries(visitor().system)

    assert (entry.type, entry.violation) == ("TC", "U")
    assert entry.data["profile"] == "QSECOFR"
