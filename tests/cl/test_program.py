"""CL programs: what a file may hold, and what keeps it from being run at all."""

from __future__ import annotations

import pytest
from runner import Run

from portres_tui import texts
from portres_tui.cl.elsewhere import IBM_COMMANDS
from portres_tui.cl.program import INSTEAD, faults, name_of, runnable
from portres_tui.cl.source import cut_off, statements
from portres_tui.domain.dates import Calendar


def wrong(*lines: str) -> list[tuple[int, str]]:
    """The lines of a file that cannot be run, with the IDs of what is said of them."""
    text = "\n".join(lines) + "\n"
    found = faults(statements(text), cut_off=cut_off(text))
    return [(fault.line, fault.told.id) for fault in found]


def test_commands_alone_are_no_program_and_need_none() -> None:
    assert wrong("ADDTCPPORT 21 *TCP WEBUSR", "", "/* IF */ DSPJOBLOG") == []
    assert wrong("") == wrong("/* nothing */") == []


def test_a_program_may_begin_and_end() -> None:
    lines = ("PGM", "DSPJOBLOG", "EndPgm")

    assert wrong(*lines) == wrong("PGM PARM()", "DSPJOBLOG") == []
    assert list(runnable(statements("\n".join(lines)))) == [(2, "DSPJOBLOG")]


@pytest.mark.parametrize("text", ["PGM PARM(&A)", "PGM &A", "PGM (&A &B)", "ENDPGM X"])
def test_a_program_has_no_parameters(text: str) -> None:
    assert (1, "PRT0124") in wrong(text)


def test_the_first_and_the_last_command_of_a_program_stand_in_their_places() -> None:
    assert wrong("DSPJOBLOG", "PGM", "ENDPGM") == [(2, "PRT0125")]
    assert wrong("PGM", "ENDPGM", "DSPJOBLOG") == [(2, "PRT0125")]


@pytest.mark.parametrize("name", INSTEAD)
def test_what_only_a_compiled_program_can_run_is_told_with_its_line(name: str) -> None:
    assert wrong("DSPJOBLOG", f" {name.lower()} COND(X)") == [(2, "PRT0120")]
    (fault,) = faults([(7, name)])
    assert fault.told.data["line"] == "7" and fault.told.data["instead"] == INSTEAD[name]
    worded = texts.messages(Calendar()).first_level(fault.told)
    assert worded.startswith("Line 7: ") and name in worded


def test_a_library_or_a_question_mark_before_a_name_hides_nothing() -> None:
    assert name_of("QSYS/IF COND(X)") == name_of("?IF") == name_of("if(x)") == "IF"
    assert wrong("QSYS/MONMSG CPF0000") == [(1, "PRT0120")]


def test_labels_are_told_and_what_stands_behind_them_too() -> None:
    assert wrong("END: DSPJOBLOG") == wrong("END:") == [(1, "PRT0121")]
    assert wrong("AGAIN: GOTO AGAIN") == [(1, "PRT0121"), (1, "PRT0120")]


def test_variables_are_told_but_not_an_ampersand_in_a_text() -> None:
    assert wrong("ADDTCPPORT PORT(&PORT) *TCP WEBUSR") == [(1, "PRT0122")]
    assert wrong("ADDTCPPORT &port *TCP WEBUSR") == [(1, "PRT0122")]
    assert wrong("SNDMSG 'R&D asks for &PORT, it''s &X' OPER", "SNDMSG A&B OPER") == []


@pytest.mark.parametrize("sign", ["+", "-"])
def test_a_file_that_ends_where_a_line_should_follow_is_told(sign: str) -> None:
    assert wrong("DSPJOBLOG", f"ADDTCPPORT 21 {sign}", "", "/* cut? */") == [(2, "PRT0123")]
    assert wrong("DSPJOBLOG", f"ADDTCPPORT 21 {sign}", "*TCP WEBUSR") == []


def test_nothing_that_is_said_to_be_ibm_s_is_a_command_of_programs() -> None:
    assert not IBM_COMMANDS & INSTEAD.keys()
    assert all(name.isalnum() and len(name) <= 10 for name in IBM_COMMANDS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IF COND(&A)", "PRT0127"),
        ("PGM", "PRT0127"),
        ("CRTLIB MYLIB", "PRT0126"),
        ("NOSUCHCMD", ""),
    ],
)
def test_a_command_that_is_not_found_here_but_on_ibm_i_is_told_as_such(
    run: Run, text: str, told: str
) -> None:
    reply = run(text)

    assert [sent.id for sent in reply.messages] == [*filter(None, [told]), "CPD0030", "CPF0001"]
