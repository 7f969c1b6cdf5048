"""At the keyboard: custom applications, faults, subsystems, and an IPL."""

from __future__ import annotations

from pathlib import Path

import pytest
from records import audit_entries
from walker import Clock, Walker

from portres_tui.domain.jobs import JobType
from portres_tui.domain.system import JournalEntry
from portres_tui.opening import furnish
from portres_tui.session import begin
from portres_tui.store.memory import MemorySystem


def ran(walker: Walker, *commands: str) -> Walker:
    for text in commands:
        assert not walker.session.interpreter.run(text, walker.session.requester).failed, text
        walker.clock.forward(2)
    return walker


def line(walker: Walker, text: str) -> str:
    return next(row for row in walker.rows if text in row)


# Custom applications


def test_a_custom_server_is_added_by_its_prompt_with_several_ports(walker: Walker) -> None:
    walker.to("command").type("ADDTCPSVR").press("f4")
    for name, text in {
        "SVRSPCVAL.0": "*cft",
        "PGM.0": "cftmain",
        "SVRNAME.0": "cft",
        "SVRTYPE.0": "File transfer",
        "TEXT.0": "Transfers of the head office, in and out, all day.",
        "USRPRF.0": "cftuser",
        "PORT.0": "1761",
        "PORT.0+1": "ftp-data",
    }.items():
        walker.to(name).press("erase_eof").type(text)
    walker.press("enter")

    assert walker.message == "Server *CFT added."
    server = walker.session.system.servers.get("*CFT")
    assert server is not None
    assert (server.title, server.profile, server.kind) == ("CFT", "CFTUSER", "File transfer")
    assert server.text == "Transfers of the head office, in and out, all day."
    assert [(each.port, each.protocol, each.service) for each in server.ports] == [
        (1761, "*TCP", ""),
        (20, "*TCP", "ftp-data"),
    ]


def test_a_wrong_value_far_down_a_list_is_the_one_that_turns_reverse(walker: Walker) -> None:
    walker.command(
        "?ADDTCPSVR *CFT CFTMAIN CFT Transfer PORT((1761 *TCP) (1762 *UDP) ('nosuch' *UDP))"
    ).press("enter")

    assert walker.message == "Service nosuch has no *UDP port in the service table."
    assert [field.name for field in walker.display.fields if field.wrong] == ["PORT.0+2"]
    assert walker.fields()["PORT.0+2"] == "nosuch"
    assert walker.fields()["PORT.1+2"] == "*UDP"


def test_the_text_of_a_prompted_command_keeps_its_case(walker: Walker) -> None:
    walker.command("?ADDTCPSVR *CFT CFTMAIN CFT 'Transfer' TEXT('Of Mr O''Dea')").press("enter")

    server = walker.session.system.servers.get("*CFT")
    assert server is not None and (server.text, server.kind) == ("Of Mr O'Dea", "Transfer")


def test_a_long_text_runs_on_below_and_covers_nothing(walker: Walker) -> None:
    walker.to("command").type("ADDTCPSVR").press("f4")
    for _ in ("choices", "keywords"):
        places = [(f.row, f.column, f.length) for f in walker.display.fields]
        for row, column, length in places:
            last = (row - 1) * 80 + column + length - 1
            behind = [(r - 1) * 80 + c for r, c, _ in places if (r, c) > (row, column)]
            assert not behind or last < min(behind)
        walker.press("f11")


def test_f4_on_a_server_lists_those_that_were_added_too(walker: Walker) -> None:
    ran(walker, "ADDTCPSVR *CFT CFTMAIN CFT Transfer")
    walker.to("command").type("RMVTCPSVR").press("f4", "f4")
    assert walker.shows("Specify Value for Parameter SVRSPCVAL", "   *CFT")

    walker.click("*CFT").press("enter")
    assert walker.message == "Server *CFT removed."


def test_f4_on_an_instance_or_a_subsystem_lists_those_of_the_machine(walker: Walker) -> None:
    walker.to("command").type("STRTCPSVR *HTTP").press("f4").to("HTTPSVR.0").press("f4")
    assert walker.shows("*ADMIN", "APACHEDFT")
    walker.press("f12", "f12").to("command").press("erase_eof").type("ENDSBS").press("f4", "f4")
    assert walker.shows("QHTTPSVR", "QSYSWRK", "*ALL")


def test_a_server_is_changed_from_the_list(walker: Walker) -> None:
    walker.command("WRKTCPSVR").option("BOOTP", "2").press("enter")
    assert walker.title == "Change TCP/IP Server (CHGTCPSVR)"
    walker.to("AUTOSTART.0").press("erase_eof").type("*yes").press("enter")

    assert walker.message == "Server *BOOTP changed."
    assert walker.press("f11").title == "Work with TCP/IP Servers"
    assert "*YES" in line(walker, " BOOTP ")


def test_a_server_without_a_special_value_says_that_it_cannot_be_changed(walker: Walker) -> None:
    walker.command("WRKTCPSVR").press("f18").option("Debug Service", "2").press("enter")

    assert walker.message == "Debug Service server has no special value to change it by."


def test_what_was_done_to_servers_is_in_the_audit_journal(walker: Walker) -> None:
    ran(walker, "ADDTCPSVR *CFT P CFT T USRPRF(CFTUSER)", "CHGTCPSVR *CFT AUTOSTART(*YES)")
    ran(walker, "RMVTCPSVR *CFT")

    entries = audit_entries(walker.session.system)
    assert [(each.type, each.violation, each.data["action"]) for each in entries] == [
        ("TC", "S", "ADD"),
        ("TC", "S", "CHG"),
        ("TC", "S", "RMV"),
    ]
    assert {each.data["server"] for each in entries} == {"*CFT"}


# Ports as the service table says


def test_the_list_shows_the_port_that_the_service_table_gives_a_server_now(
    walker: Walker,
) -> None:
    system = walker.session.system
    (moved,) = system.services.find(name="ftp-control")
    ran(walker, "STRTCPSVR *FTP")
    with system.transaction(JournalEntry(0, "000000/QSYS/SCPF", "QSYS", "")):
        system.services.remove(moved.name, moved.port, moved.protocol)
        system.services.put(moved._replace(port=2121))

    assert " 2121 " in line(walker.command("WRKTCPSVR"), " FTP ")
    walker.option("FTP", "5").press("enter")
    assert "2121   *TCP      (nobody)" in line(walker, "2121")


# Faults


@pytest.mark.parametrize("fault", ["*NOLISTEN", "*FILEAUT"])
def test_no_panel_tells_of_a_fault(walker: Walker, fault: str) -> None:
    address = "SERVER(*HTTP) HTTPSVR(*ADMIN)"
    trainer = begin(walker.session.system, Path("/nowhere"), "TRAINER", clock=walker.clock)
    trainer.interpreter.run(f"CHGSVRFLT {address} FAULT({fault})", trainer.requester)
    ran(walker, f"ENDTCPSVR {address}", f"STRTCPSVR {address}")

    seen = [walker.command("WRKTCPSVR").screen, walker.press("f11").screen]
    seen.append(walker.option("HTTP ADMIN", "5").press("enter").screen)
    seen.append(walker.press("f3").command("DSPJOBLOG").screen)

    assert not [each for each in seen if fault in each or "ault" in each.replace("default", "")]


# TCP/IP


def test_the_list_of_servers_says_why_none_can_be_started(walker: Walker) -> None:
    ran(walker, "ENDTCP").command("WRKTCPSVR")
    assert walker.shows("TCP/IP is not active")
    walker.option("FTP", "1").press("enter")
    assert walker.message == "TCP/IP is not active."

    walker.press("f5").command("STRTCP")
    assert not walker.shows("TCP/IP is not active")


# Subsystems


def test_a_subsystem_is_seen_ending_and_starting(walker: Walker) -> None:
    walker.command("WRKSBS")
    assert "*ACTIVE" in line(walker, "QHTTPSVR")
    walker.option("QHTTPSVR", "4").press("enter")
    assert walker.title == "Confirm End of Subsystems"
    walker.press("enter")
    assert walker.message == "Subsystem QHTTPSVR is ending."
    assert "*ENDING" in line(walker, "QHTTPSVR")

    walker.clock.forward(1)
    walker.keyboard.show(walker.conversation.repaint())
    assert "*INACTIVE" in line(walker, "QHTTPSVR")
    walker.command("STRSBS QHTTPSVR")
    walker.keyboard.show(walker.conversation.repaint())
    assert "*STARTING" in line(walker, "QHTTPSVR")
    walker.clock.forward(1)
    walker.press("f5")
    assert "*ACTIVE" in line(walker, "QHTTPSVR")


def test_a_server_is_seen_starting_and_ending(walker: Walker) -> None:
    walker.command("WRKTCPSVR").option("FTP", "1").press("enter")
    assert "*STARTING" in line(walker, " FTP ")
    walker.clock.forward(1)
    walker.keyboard.show(walker.conversation.repaint())
    assert "*ACTIVE" in line(walker, " FTP ")

    walker.option("FTP", "4").press("enter", "enter")
    assert "*ENDING" in line(walker, " FTP ")


def test_who_would_end_sessions_is_asked_first_and_may_change_his_mind(walker: Walker) -> None:
    walker.command("ENDSBS QINTER")
    assert walker.title == "Confirm End of Subsystem"
    walker.press("f12")
    assert walker.session.lives() and not walker.conversation.ended

    walker.command("ENDSBS QINTER").press("enter")
    assert walker.conversation.ended and not walker.session.lives()


def test_a_session_that_begins_without_its_subsystem_starts_it(
    machine: MemorySystem, clock: Clock
) -> None:
    first = Walker(machine, clock)
    first.command("ENDSBS *ALL").press("enter")
    assert first.conversation.ended and not any(each.active for each in machine.subsystems)

    second = Walker(machine, clock).command("WRKSBS")

    assert "*ACTIVE" in line(second, "QINTER")
    assert "*INACTIVE" in line(second, "QBATCH")


# Power down


def test_an_ipl_ends_the_sessions_of_everybody(machine: MemorySystem, clock: Clock) -> None:
    one, other = Walker(machine, clock), Walker(machine, clock, "OPER")
    one.command("PWRDWNSYS RESTART(*YES)")
    assert one.title == "Confirm Power Down of System"
    assert one.shows("QSECOFR", "OPER")
    one.press("enter")

    assert one.conversation.ended
    assert not other.session.lives()
    other.press("enter")
    assert other.conversation.ended


def test_f12_on_the_confirm_panel_leaves_everything_as_it_is(walker: Walker) -> None:
    revision = walker.session.system.revision()
    walker.command("PWRDWNSYS RESTART(*YES)").press("f12")

    assert walker.session.lives() and walker.session.system.revision() == revision


def test_a_session_that_an_ipl_ended_closes_without_another_word(
    machine: MemorySystem, clock: Clock
) -> None:
    walker = Walker(machine, clock)
    walker.command("PWRDWNSYS *IMMED RESTART(*YES)").press("enter")
    walker.session.close()

    log = machine.job_log(walker.session.job.id)
    assert [entry.message.id for entry in log][-2:] == ["PRT1126", "CPF1164"]
    assert log[-1].message.data["code"] == "50"


def test_after_an_ipl_a_new_session_sees_which_server_did_not_start(
    machine: MemorySystem, clock: Clock
) -> None:
    first = Walker(machine, clock)
    first.command("ADDTCPPORT 23 *TCP WEBUSR").command("PWRDWNSYS RESTART(*YES)").press("enter")
    clock.forward(2)

    second = Walker(machine, clock).command("WRKTCPSVR").press("pagedown")

    assert "*ENDED" in line(second, "TELNET")
    assert "*ACTIVE" in line(second, "SMTP")
    second.option("TELNET", "10").press("enter")
    assert second.shows("TELNET server unable to establish connection.")


def test_the_machine_after_an_ipl_takes_batch_jobs(clock: Clock) -> None:
    system = MemorySystem()
    furnish(system, clock())
    batch = begin(system, Path("/nowhere"), "QSECOFR", JobType.BATCH, clock)
    batch.interpreter.run("PWRDWNSYS RESTART(*YES *FULL) CONFIRM(*NO)", batch.requester)
    assert not batch.lives()

    again = begin(system, Path("/nowhere"), "QSECOFR", JobType.BATCH, clock)

    assert again.lives()
