"""The message texts: what they say is IBM's, that they fit, and that they are whole."""

from __future__ import annotations

import re
from datetime import UTC
from pathlib import Path

import pytest

from portres_tui import texts
from portres_tui.cl.interpreter import REQUEST
from portres_tui.domain.dates import Calendar
from portres_tui.domain.messages import (
    Message,
    MessageDescription,
    MessageType,
    completion,
    diagnostic,
    information,
    message_file,
)

FILES = sorted((Path(texts.__file__).parent / "messages").glob("*.toml"))
MESSAGES = texts.messages(Calendar("*DMY", UTC))
ALL = list(MESSAGES)
IBM = [each for each in ALL if not each.id.startswith("PRT")]

OURS = "is this simulator's"
WORDED = f"ID and meaning are attested; the wording {OURS}"
SECOND = f"; the second-level text {OURS}"
REST = "; severity and second-level text are this simulator's"

ATTESTED = {
    "IBM Support, TCP/IP Port Restrictions, 2019-12-18": "TCP7701",
    f"IBM Support, HTTP ADMIN Server Fails to Start with Error HTP8029{SECOND}": "HTP8029",
    f"IBM i documentation{REST}": "CPE3401 CPE3420 CPE3425",
    f"seen in public job logs{SECOND}": "CPD0020 CPD0030 CPF0001 CPF2110",
    f"seen in public job logs{REST}": "CPD0018 CPD0031 CPD0043 CPD0099 CPD0170 CPF0006 CPF2204",
    f"seen in public screen captures{REST}": "CPD6A64",
    (
        "Display Job Log of IBM i, as captured in public; severity and second-level text are this "
        "simulator's"
    ): "CPF1124",
    (
        "IBM i's service ENDED_JOB_INFO documents the ID and its end codes; the wording follows "
        "history logs seen in public, and severity and second-level text are this simulator's"
    ): "CPF1164",
    (
        "IBM i documentation, Maximum Sign-On Attempts (QMAXSIGN), gives the ID, when it is sent and to "
        "which queue; wording, severity and second-level text are this simulator's"
    ): "CPF1393",
    f"seen in public 5250 references{REST}": (
        "CPF1107 CPF1109 CPF1110 CPF1116 CPF1118 CPF1120 CPF1392 CPF1394"
    ),
    f"seen in public program sources{REST}": "CPF2105 CPF9898",
    WORDED: (
        "CPD0071 CPD0084 CPD3E33 CPD9817 GLD014C MCH3601"
        " CPE3404 CPE3406 CPE3408 CPE3418 CPE3421 CPE3422 CPE3424 CPE3426 CPE3428 CPE3429"
        " CPE3433 CPE3436 CPE3438 CPE3447 CPE3450 CPE3452 CPE3457 CPE3460"
    ),
}
"""Every ID of IBM's that may be used, and who says that it exists."""

WIDTH = 79
TOO_WIDE = {"CPF1124", "CPF1164"}
"""IBM's texts that no message line holds whole."""

SAMPLES = {
    "active": "40",
    "address": "255.255.255.255",
    "before": "*NOMAX",
    "authority": "*JOBCTL or *IOSYSCFG",
    "by": "123456/QTMHHTTP/WEBSERVER1",
    "device": "QPADEV0001",
    "first": "LEARNER001",
    "holds": "65535 port restrictions, 9 servers",
    "last": "LEARNER200",
    "longest": "28",
    "minutes": "300",
    "other": "Number",
    "part": "Subsystem description",
    "shortest": "10",
    "skipped": "200",
    "call": "bind",
    "character": "'",
    "choices": "*CENTRAL, *DATABASE, *DTAQ, *FILE, *NETPRT, *RMTCMD, *SIGNON, *SVRMAP, *ALL",
    "code": "30",
    "column": "Remote address",
    "command": "STRHOSTSVR",
    "count": "65535",
    "date": "11/22/2026",
    "ended": "1795356191",
    "entered": "1795356191",
    "errno": "3401",
    "error": "ZeroDivisionError: division by zero",
    "example": "11/22/26",
    "failed": "40",
    "fault": "*NOLISTEN",
    "file": "LONGESTFIL",
    "format": "*MDY",
    "instead": "Write the value itself where the variable stands",
    "job": "123456/QTMHHTTP/WEBSERVER1",
    "key": "F24",
    "keyword": "ENDTCPCNN",
    "known": "QSYS/QCPFMSG, QTCP/QTCPMSGF",
    "label": "LONGESTLBL",
    "length": "32703",
    "library": "*LIBL",
    "line": "99999",
    "lower": "65534",
    "maximum": "32702",
    "menu": "CMDTCPPORT",
    "message": "TCP7701",
    "most": "50",
    "name": "QMAXSGNACN",
    "newest": "123456/QTMHHTTP/WEBSERVER1",
    "number": "999999",
    "numbers": "1, 2, 3, 4, 5",
    "object": "PAYROLLPGM",
    "option": "99",
    "page": "9999",
    "port": "60000-65535",
    "profile": "APPLICATNS",
    "program": "PAYROLLPGM",
    "protocol": "*TCP",
    "queue": "APPLICATNS",
    "queues": "APPLICATNS, APPLICATNS, APPLICATNS",
    "reason": "No space left on device",
    "remote": "65535",
    "server": "Navigator (heritage)",
    "service": "a-name-of-thirty-two-characters-",
    "shown": "MAIN",
    "started": "1795356191",
    "string": "'Web pages of the p",
    "subsystem": "QHTTPSVR",
    "station": "QPADEV0099",
    "seconds": "60",
    "text": "Payroll run of November has ended with differences.",
    "title": "Operational Assistant Menu",
    "type": "PGM",
    "upper": "65535",
    "user": "APPLICATNS",
    "value": "PORTRESTRICTION",
    "variable": "&LONGESTVAR",
}
"""The longest data that are to be expected, by the name of the field."""


def sample(described: MessageDescription) -> Message:
    names = [field.partition(":")[0] for field in described.fields]
    return Message(described.id, data={name: SAMPLES[name] for name in names})


def parts(described: MessageDescription) -> dict[str, str]:
    return {
        "text": described.text,
        "cause": described.cause,
        "recovery": described.recovery,
        "technical": described.technical,
    }


def test_what_is_told_to_everybody_fits_beside_the_signs_of_a_terminal_of_24_rows() -> None:
    told = MESSAGES.first_level(information("PRT1806", seconds=600))

    assert len(told) <= 71, told


def test_ibm_ids_are_used_only_where_a_source_gives_them() -> None:
    attested = {id: source for source, ids in ATTESTED.items() for id in ids.split()}

    assert {each.id: each.source for each in IBM} == attested


IN_PART = {"PRT0204", "PRT1511", "CPF1164", "CPF1393"}
"""Of which a source gives something, but not all that is marked."""


def test_wording_of_ours_is_never_marked_as_attested() -> None:
    for each in ALL:
        ours = each.source in ("", WORDED) or each.id in IN_PART
        assert each.mark == ("A" if ours else "S"), each.id
    described = MESSAGES.describe("PRT0204")
    assert (described.mark, described.source) == ("A", "IBM's text; its ID is not known")


def test_a_second_level_text_of_ours_is_not_said_to_be_ibm_s() -> None:
    for each in IBM:
        assert each.id == "TCP7701" or each.source.endswith("this simulator's"), each.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_toml_file_holds_the_messages_of_one_message_file(path: Path) -> None:
    held = re.findall(r"^\[(\w+)\]$", path.read_text("utf-8"), re.MULTILINE)

    assert len({message_file(id) for id in held}) == 1


def test_the_first_digits_of_our_messages_tell_their_file_and_sections_are_in_order() -> None:
    files: dict[str, set[str]] = {}
    for path in FILES:
        for section in re.split(r"^# ----", path.read_text("utf-8"), flags=re.MULTILINE):
            held = re.findall(r"^\[(\w+)\]$", section, re.MULTILINE)
            assert held == sorted(held), f"{path.stem}: {section.splitlines()[0]}"
            for id in held:
                files.setdefault(id[:5], set()).add(path.stem)

    assert {first: stems for first, stems in files.items() if len(stems) > 1} == {}


def test_whoever_is_refused_something_is_told_a_way_out() -> None:
    without = {each.id for each in ALL if each.severity >= 20 and not each.recovery}

    assert {id for id in without if not MESSAGES.describe(id).reference} == {"TCP7701"}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_a_message_refers_to_all_of_its_fields_and_to_no_other(each: MessageDescription) -> None:
    numbers = {int(n) for text in parts(each).values() for n in re.findall(r"&(\d+)", text)}

    assert numbers == set(range(1, len(each.fields) + 1))
    assert all(re.fullmatch(r"[a-z]+(:date|:time)?", field) for field in each.fields)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_a_message_is_whole_sentences_in_plain_characters(each: MessageDescription) -> None:
    assert re.fullmatch(r"[A-Z]{3}[0-9A-F]{4}", each.id) and 0 <= each.severity <= 99
    assert each.cause, "says nothing more on F1"
    for name, text in parts(each).items():
        assert re.fullmatch(r"[ -~]*", text), name
        assert text == " ".join(text.split()), name
        assert not text or text == "&1" or re.search(r"[.)]$", text), name


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_a_first_level_text_fits_on_the_message_line(each: MessageDescription) -> None:
    worded = MESSAGES.first_level(sample(each))

    assert len(each.text) <= 132
    assert (len(worded) > WIDTH) == (each.id in TOO_WIDE), f"{len(worded)}: {worded}"


def test_tcp7701_is_word_for_word_ibm_s() -> None:
    unable = diagnostic("TCP7701", server="XYZ", call="bind", errno=3401)

    assert MESSAGES.severity(unable) == 40
    assert MESSAGES.first_level(unable) == "XYZ server unable to establish connection."
    assert dict(MESSAGES.second_level(unable)) == {
        "cause": (
            "The XYZ server program could not establish the TCP port for the required connection."
        ),
        "technical": (
            "The XYZ server program issued the socket call bind, which failed with an errno value"
            " of 3401."
        ),
    }


def test_a_job_s_log_begins_and_ends_with_the_times_in_the_job_s_format() -> None:
    job, moment = "123456/QTCP/QTFTP00092", 1795356191.0
    begun = information(
        "CPF1124", job=job, started=moment, entered=moment - 60, subsystem="QSYSWRK"
    )
    ended = completion("CPF1164", job=job, ended=moment, code=30)

    assert MESSAGES.first_level(begun) == (
        f"Job {job} started on 22/11/26 at 14:03:11 in subsystem QSYSWRK in QSYS."
        " Job entered system on 22/11/26 at 14:02:11."
    )
    assert MESSAGES.first_level(ended) == (
        f"Job {job} ended on 22/11/26 at 14:03:11; 0 seconds used; end code 30."
    )


def test_a_request_is_worded_as_the_command_itself() -> None:
    asked = Message(REQUEST, MessageType.REQUEST, {"command": "RMVTCPPORT 21 PROTOCOL(*TCP)"})

    assert MESSAGES.first_level(asked) == "RMVTCPPORT 21 PROTOCOL(*TCP)"
