"""F6 and the Print key: what they print, and where it is."""

from reserved import reserve

from portres_tui.domain.system import MachineError


def printed(walker):
    """What the session has printed last."""
    return list(walker.session.system.spooled_text)[-1].lines


def test_f6_prints_the_whole_list_into_a_spooled_file_that_the_message_names(walker):
    reserve(walker, "8001 *TCP WEBUSR", "(8100 8200) *UDP APPGRP")
    reserve(walker, *(f"{port} *TCP WEBUSR" for port in range(9001, 9100)))
    walker.command("WRKTCPPORT").press("f6")
    assert walker.message == "File QSYSPRT number 1 printed to output queue QPRINT."
    text = printed(walker)
    assert text[0].strip().startswith("Work with TCP/IP Port Restrictions")
    assert text[0].endswith("Page     1") and text[60].endswith("Page     2")
    assert text[1].split() == ["System:", "PORTRES1", "11/22/26", "14:00:00"]
    assert " 8100   8200  *UDP      APPGRP" in text
    assert len([line for line in text if line.endswith("WEBUSR")]) == 100


def test_what_is_printed_is_one_journal_entry_of_the_job_that_printed_it(walker):
    walker.command("WRKTCPPORT")
    before = walker.session.system.revision()
    walker.press("f6")
    (entry,) = walker.session.system.journal(before)
    assert (entry.job, entry.profile) == (walker.session.job.id, "QSECOFR")
    assert entry.cl == "/* Print WRKTCPPORT */"
    assert {change.table for change in entry.changes} == {"jobs", "spooled", "spooled_text"}


def test_f6_on_a_machine_that_cannot_be_written_says_so(walker, monkeypatch):
    def refuse(header):
        raise MachineError("no room")

    walker.command("WRKTCPPORT")
    monkeypatch.setattr(walker.session.system, "transaction", refuse)
    walker.press("f6")
    assert walker.message == "Nothing was printed. The machine cannot be written."


def test_the_print_key_prints_what_is_seen_and_leaves_it_as_it_is(walker):
    walker.command("77").to("command").type("half typed").press("print")
    assert walker.message == "File QSYSPRT number 1 printed to output queue QPRINT."
    assert walker.fields()["command"] == "half typed"
    text = "\n".join(printed(walker))
    assert "Print Key Output" in text and "User . . . . . . . . :   QSECOFR" in text
    assert "Specified menu selection is not correct." in text
    assert "===> half typed___" in text
