"""Messages: sent as an ID with data, worded when they are shown."""

from __future__ import annotations

from datetime import UTC

import pytest

from portres_tui.domain.dates import Calendar
from portres_tui.domain.messages import (
    EscapeMessage,
    Message,
    MessageDescription,
    MessageFile,
    MessageType,
    completion,
    diagnostic,
    information,
    message_file,
)

DESCRIPTIONS = [
    MessageDescription("XYZ0001", 40, "&2 of &1, &2 again.", ("first", "second")),
    MessageDescription("XYZ0002", 10, "On &1 at &2.", ("when:date", "when:time")),
    MessageDescription("XYZ0003", 0, "Short.", ("name",), "Why &1.", technical="Errno &1."),
]
MESSAGES = MessageFile({each.id: each for each in DESCRIPTIONS}, Calendar("*YMD", UTC))


def test_data_stand_where_the_text_has_their_numbers() -> None:
    sent = diagnostic("XYZ0001", first="A", second="B")

    assert MESSAGES.first_level(sent) == "B of A, B again."


def test_data_are_taken_as_they_are_even_if_they_look_like_a_number_of_data() -> None:
    sent = diagnostic("XYZ0001", first="&2", second="\\1")

    assert MESSAGES.first_level(sent) == "\\1 of &2, \\1 again."


def test_data_that_were_not_sent_are_blank() -> None:
    assert MESSAGES.first_level(diagnostic("XYZ0001", first="A")) == " of A,  again."


def test_data_are_kept_as_text() -> None:
    assert completion("XYZ0001", first=3401, second=None).data == {
        "first": "3401",
        "second": "None",
    }


def test_one_moment_is_written_as_a_date_and_as_a_time() -> None:
    sent = information("XYZ0002", when=1_795_356_191.7)

    assert MESSAGES.first_level(sent) == "On 26/11/22 at 14:03:11."


@pytest.mark.parametrize("when", ["", "yesterday", "nan", "inf", "1e300"])
def test_what_is_no_moment_is_written_as_it_came(when: str) -> None:
    assert MESSAGES.first_level(information("XYZ0002", when=when)) == f"On {when} at {when}."


def test_the_second_level_has_only_the_parts_that_are_there_in_their_order() -> None:
    sent = information("XYZ0003", name="N")

    assert MESSAGES.second_level(sent) == [("cause", "Why N."), ("technical", "Errno N.")]


def test_an_unknown_id_stands_for_itself() -> None:
    sent = Message("XYZ9999", data={"port": "21"})

    assert "XYZ9999" not in MESSAGES
    assert (MESSAGES.first_level(sent), MESSAGES.severity(sent)) == ("XYZ9999", 0)
    assert MESSAGES.second_level(sent) == []


def test_severity_is_that_of_the_description() -> None:
    assert MESSAGES.severity(diagnostic("XYZ0001")) == 40


def test_a_message_file_gives_all_its_descriptions() -> None:
    assert list(MESSAGES) == DESCRIPTIONS


def test_the_makers_of_messages_differ_in_the_type() -> None:
    made = [make("XYZ0001").type for make in (completion, diagnostic, information)]

    assert made == [MessageType.COMPLETION, MessageType.DIAGNOSTIC, MessageType.INFORMATIONAL]


def test_an_escape_message_carries_what_is_wrong_and_where() -> None:
    escape = EscapeMessage(
        "XYZ0001", at=("PORT.0",), diagnostics=(diagnostic("XYZ0003"),), first=21
    )

    assert escape.message == Message("XYZ0001", MessageType.ESCAPE, {"first": "21"})
    assert escape.at == ("PORT.0",)
    assert [each.id for each in escape.diagnostics] == ["XYZ0003"]


@pytest.mark.parametrize(
    ("id", "file"),
    [
        ("TCP7701", "QTCP/QTCPMSGF"),
        ("CPF2204", "QSYS/QCPFMSG"),
        ("CPE3401", "QSYS/QCPFMSG"),
        ("PRT0204", "PORTRES/PRTMSGF"),
        ("HTP8029", "*UNKNOWN/*UNKNOWN"),
    ],
)
def test_the_prefix_of_an_id_tells_its_message_file(id: str, file: str) -> None:
    assert message_file(id) == file
