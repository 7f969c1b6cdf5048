"""What hinders an import: told by table, document and field, before anything is changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portres_tui.store.exchange import faults, parsed

QSECOFR = {"name": "QSECOFR"}
RESTRICTION = {"lower": 21, "upper": 21, "protocol": "*TCP", "profile": "WEBUSR"}
CONNECTION = {
    "protocol": "*TCP",
    "local_port": 23,
    "remote_port": 50000,
    "job": "000001/QTCP/A",
    "profile": "QTCP",
    "since": 1.0,
}
JOB = {
    "number": "000001",
    "user": "ANN",
    "name": "A",
    "type": "*BATCH",
    "subsystem": "QBATCH",
    "entered": 1.0,
    "started": 1.0,
}
MESSAGE = {
    "queue": "ANN",
    "number": 1,
    "time": 1.0,
    "severity": 0,
    "message": {"id": "PRT1501", "type": "Information", "data": {}},
    "job": "000001/ANN/A",
    "profile": "ANN",
}


def wrong_in(field: str, value: object) -> dict[str, Any]:
    return {"restrictions": {"3": {**RESTRICTION, field: value}}}


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ([], "the file holds no tables"),
        ({"users": {}}, "'users': a machine has no such table"),
        ({"_default": {"1": {}}}, "'_default': a machine has no such table"),
        ({"\x1b[2J": {}}, r"'\x1b[2J': a machine has no such table"),
        ({"values": []}, "values: holds no documents"),
        ({"values": {"one": {}}}, "values: 'one' is no number of a document"),
        ({"values": {"0": {}}}, "values: '0' is no number of a document"),
        ({"values": {"٣": {}}}, r"values: '\u0663' is no number of a document"),
        ({"values": {"9": 1}}, "values 9: is not an object with fields"),
        (wrong_in("lower", "21"), "restrictions 3: lower: is not a whole number"),
        (wrong_in("upper", 20), "restrictions 3: lower is above upper"),
        (wrong_in("colour", "red"), "restrictions 3: colour: is not a field"),
        (wrong_in("profile", "web"), "restrictions 3: profile: is not a name of IBM i"),
        (wrong_in("profile", "A\x07"), "restrictions 3: profile: is not a name of IBM i"),
        (
            {"profiles": {"1": {**QSECOFR, "text": "\x1b]0;x\x07"}}},
            "profiles 1: text: has characters that cannot be shown",
        ),
        (
            {"restrictions": {"3": RESTRICTION, "12": RESTRICTION}},
            "restrictions 12: has the key of 3: 21 21 *TCP WEBUSR",
        ),
        ({"profiles": {"1": {"name": "OPER"}}}, "profiles: QSECOFR is missing"),
        ({"profiles": {"1": {**QSECOFR, "signs_on": False}}}, "profiles: QSECOFR is missing"),
        (
            {"connections": {"1": {**CONNECTION, "remote_address": "999.1.1.1"}}},
            "connections 1: remote_address: is not an IPv4 address",
        ),
        ({"jobs": {"1": {**JOB, "open": False}}}, "jobs 1: open does not fit to ended"),
        ({"jobs": {"1": {**JOB, "ended": 2.0}}}, "jobs 1: open does not fit to ended"),
        (
            {"messages": {"1": {**MESSAGE, "number": 10**30}}},
            "messages 1: number: is too high",
        ),
        (
            {"sockets": {"1": {"protocol": "*TCP", "port": 1, "job": "x", "profile": "A"}}},
            "sockets 1: job: is not a job, number/user/name",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told_by_table_document_and_field(
    tables: Any, told: str
) -> None:
    assert str(next(iter(faults(tables)))).startswith(told)


def entry(revision: int) -> dict[str, Any]:
    return {"time": 1.0, "job": "1/A/B", "profile": "A", "cl": "", "revision": revision}


def test_a_journal_is_imported_only_without_gaps_and_under_its_own_revisions() -> None:
    good = {**entry(1), "job": "000001/A/B"}
    assert list(faults({"journal": {"1": good, "2": {**good, "revision": 2}}})) == []
    (gap,) = faults({"journal": {"1": good, "3": {**good, "revision": 3}}})
    (number,) = faults({"journal": {"2": good}})
    (job,) = faults({"journal": {"1": entry(1)}})
    assert str(gap) == "journal: documents are missing between others"
    assert str(number) == "journal 2: revision: is not the document's number"
    assert str(job) == "journal 1: job: is not a job, number/user/name"


def test_every_fault_is_told() -> None:
    bad = {**RESTRICTION, "lower": 0, "protocol": "x"}
    assert len(list(faults({"restrictions": {"1": bad, "2": bad}, "users": {}}))) == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Expecting value"),
        ('{"values": {"1": {}, "1": {}}}', "'1' stands twice in one object"),
        ("[" * 100_000, "within each other"),
    ],
)
def test_a_text_that_is_not_plain_json_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parsed(text)


def test_numbers_that_no_json_has_are_wrong() -> None:
    text = json.dumps({"jobs": {"1": {"number": "000001", "entered": float("nan")}}})
    assert any("entered: is not a number" in str(each) for each in faults(parsed(text)))


def test_nor_may_they_stand_in_what_the_journal_tells_of_a_row() -> None:
    change = {"table": "values", "key": ["A"], "before": None, "after": {"value": float("nan")}}
    told = {**entry(1), "job": "000001/A/B", "changes": [change]}

    (fault,) = faults({"journal": {"1": told}})
    assert str(fault).endswith("after.value: holds a number that no JSON has")
