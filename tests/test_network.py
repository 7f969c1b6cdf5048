"""Commands on connections and services: what they change, what they refuse, what they leave."""

from __future__ import annotations

import pytest
from records import audit_entries
from runner import Run

from portres_tui.domain.connections import CLIENT_PORTS, Connection
from portres_tui.domain.jobnames import newest_job
from portres_tui.domain.jobs import JobType
from portres_tui.domain.serverjobs import status
from portres_tui.domain.system import JournalEntry

LISTENER = "ENDTCPCNN PROTOCOL(*TCP) LCLINTNETA('*') LCLPORT(23)"


def clients(run: Run, port: int) -> list[Connection]:
    return [each for each in run.machine.connections if each.local_port == port]


def ids(run: Run, text: str, profile: str = "QSECOFR") -> list[str]:
    return [sent.id for sent in run(text, profile).messages]


class TestEnding:
    def test_the_job_of_a_listener_that_was_ended_lives_and_listens_no_more(self, run: Run) -> None:
        job = newest_job(run.machine, "*TELNET")
        assert job is not None

        assert ids(run, LISTENER) == ["PRT1405"]

        assert run.machine.sockets.get("*TCP", 23) is None
        assert newest_job(run.machine, "*TELNET") == job
        assert status(job, run.clock()) == "*ACTIVE"

    def test_its_job_log_tells_who_ended_it(self, run: Run) -> None:
        job = newest_job(run.machine, "*TELNET")
        assert job is not None
        run(LISTENER)

        line = run.machine.job_log(job.id)[-1]

        assert (line.message.id, line.message.data["job"]) == ("PRT1407", run.session().job.id)

    def test_what_is_established_stays_until_it_is_ended_itself(self, run: Run) -> None:
        run(LISTENER)
        first, second = clients(run, 23)
        ends = f"RMTINTNETA('{first.remote_address}') RMTPORT({first.remote_port})"

        assert ids(run, f"ENDTCPCNN *TCP '10.1.1.10' 23 {ends}") == ["PRT1406"]

        assert clients(run, 23) == [second]

    def test_a_port_that_was_taken_away_can_be_had_by_another(self, run: Run) -> None:
        run(LISTENER)
        run("CHGSRVTBLE 'pop3' 110 'tcp' NEWPORT(23)")
        run("STRTCPSVR *POP")

        socket = run.machine.sockets.get("*TCP", 23)
        assert socket is not None and "QTPOP" in socket.job

    def test_a_restart_meets_the_restriction_that_the_running_server_did_not(
        self, run: Run
    ) -> None:
        run("ADDTCPPORT 23 *TCP WEBUSR")
        run(LISTENER)
        run("ENDTCPSVR *TELNET")
        run.clock.forward(1)
        run("STRTCPSVR *TELNET")

        assert run.machine.sockets.get("*TCP", 23) is None
        assert [entry.type for entry in audit_entries(run.machine)] == ["TC", "AF"]

    @pytest.mark.parametrize(("profile", "may"), [("OPER", True), ("WEBUSR", False)])
    def test_it_asks_for_authority(self, run: Run, profile: str, may: bool) -> None:
        assert ids(run, LISTENER, profile) == (["PRT1405"] if may else ["PRT0109"])
        assert (run.machine.sockets.get("*TCP", 23) is None) == may

    def test_a_port_that_is_still_being_bound_is_not_there_yet(self, run: Run) -> None:
        run("STRTCPSVR *FTP")

        assert ids(run, "ENDTCPCNN *TCP '*' 21") == ["PRT1404"]
        run.clock.forward(1)
        assert ids(run, "ENDTCPCNN *TCP '*' 21") == ["PRT1405"]

    def test_the_end_that_is_wrong_is_told(self, run: Run) -> None:
        assert run("ENDTCPCNN *TCP '*' 24").at == ("LCLPORT.0",)
        assert run("ENDTCPCNN *TCP '10.1.1.10' 23 '10.1.9.1' 50000").at == (
            "RMTINTNETA.0",
            "RMTPORT.0",
        )


class TestClients:
    def test_they_are_established_at_once_and_belong_to_the_server(self, run: Run) -> None:
        job = newest_job(run.machine, "*TELNET")
        assert job is not None
        before = clients(run, 23)

        assert ids(run, "CNNTCPCLT 23 RMTINTNETA('10.1.9.7') COUNT(3)", "WEBUSR") == ["PRT1416"]

        new = [each for each in clients(run, 23) if each not in before]
        assert {(each.remote_address, each.job, each.profile) for each in new} == {
            ("10.1.9.7", job.id, "QTCP")
        }
        assert len({each.remote_port for each in new}) == 3

    def test_a_service_is_looked_up_by_its_name_or_an_alias(self, run: Run) -> None:
        run("CHGSRVTBLE 'telnet' 23 'tcp' ALIAS('terminal')")

        for service in ("'telnet'", "'terminal'"):
            assert ids(run, f"CNNTCPCLT {service}") == ["PRT1416"]
        assert ids(run, "CNNTCPCLT TELNET") == ["PRT1415"]

    def test_nobody_is_served_where_nobody_listens(self, run: Run) -> None:
        reply = run("CNNTCPCLT 21")

        assert reply.failed and [sent.id for sent in reply.messages] == ["CPE3425", "PRT1413"]
        run("STRTCPSVR *FTP")
        assert run("CNNTCPCLT 21").failed, "it has not bound the port yet"
        run.clock.forward(1)
        assert not run("CNNTCPCLT 21").failed

    def test_a_client_that_has_used_all_its_ports_is_told(self, run: Run) -> None:
        socket = run.machine.sockets.get("*TCP", 23)
        assert socket is not None
        with run.machine.transaction(JournalEntry(0, "", "", "")):
            for port in CLIENT_PORTS[1:]:
                run.machine.connections.put(
                    Connection("*TCP", 23, "10.1.9.1", port, socket.job, socket.profile, 0.0)
                )

        before = len(run.machine.connections)

        assert ids(run, "CNNTCPCLT 23 COUNT(2)") == ["PRT1417"]
        assert len(run.machine.connections) == before, "nothing is half done"
        assert ids(run, "CNNTCPCLT 23") == ["PRT1416"]


class TestServices:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("ADDSRVTBLE 'shop' 8205 'tcp'", {"action": "ADD", "service": "shop", "port": "8205"}),
            ("RMVSRVTBLE 'ssh' 22 'tcp'", {"action": "RMV", "service": "ssh", "port": "22"}),
            ("CHGSRVTBLE 'ssh' 22 'tcp' 2222", {"action": "CHG", "port": "22", "newport": "2222"}),
        ],
    )
    def test_a_change_is_audited(self, run: Run, text: str, told: dict[str, str]) -> None:
        run(text)

        (entry,) = audit_entries(run.machine)
        assert (entry.type, entry.violation, entry.profile) == ("TC", "V", "QSECOFR")
        assert told.items() <= entry.data.items()

    @pytest.mark.parametrize(
        "text",
        [
            "ADDSRVTBLE 'shop' 8205 'tcp'",
            "RMVSRVTBLE 'ssh' 22 'tcp'",
            "CHGSRVTBLE 'ssh' 22 'tcp' 2222",
        ],
    )
    def test_it_takes_the_authority_to_configure(self, run: Run, text: str) -> None:
        before = list(run.machine.services)

        assert ids(run, text, "OPER") == ["PRT0109"]
        assert list(run.machine.services) == before

    def test_what_was_moved_onto_an_entry_that_exists_stays_where_it_is(self, run: Run) -> None:
        run("ADDSRVTBLE 'ssh' 2222 'tcp'")
        before = list(run.machine.services)

        reply = run("CHGSRVTBLE 'ssh' 22 'tcp' NEWPORT(2222)")

        assert [sent.id for sent in reply.messages] == ["PRT1422"]
        assert reply.at == ("NEWPORT.0",)
        assert list(run.machine.services) == before

    def test_a_running_server_stays_at_its_port_until_it_starts_again(self, run: Run) -> None:
        run("CHGSRVTBLE 'telnet' 23 'tcp' NEWPORT(2323)")
        assert run.machine.sockets.get("*TCP", 23)

        run("ENDTCPSVR *TELNET")
        run.clock.forward(1)
        run("STRTCPSVR *TELNET")

        assert run.machine.sockets.get("*TCP", 23) is None
        assert run.machine.sockets.get("*TCP", 2323)


def test_netstat_is_shown_to_who_has_a_screen_and_printed_to_who_has_not(run: Run) -> None:
    shown = run("NETSTAT *CNN", "WEBUSR").show
    printed = run("NETSTAT *CNN *PRINT", "WEBUSR", JobType.BATCH).show

    assert shown and (shown.panel, shown.prints) == ("IPV4CNN", False)
    assert printed and (printed.panel, printed.prints) == ("IPV4CNN", True)
    assert ids(run, "NETSTAT *RTE") == ["PRT1401"]
