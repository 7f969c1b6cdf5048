"""What becomes of an attempt to sign on."""

from __future__ import annotations

import pytest
from records import audit_entries
from walker import Clock

from portres_tui.domain.delivery import on_queue
from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.queues import SYSTEM_OPERATOR
from portres_tui.domain.signon import Attempt, Outcome, decide, record, wait
from portres_tui.domain.system import JournalEntry, SystemValue
from portres_tui.domain.users import Password, UserProfile
from portres_tui.store.memory import MemorySystem

HEADER = JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")
DAY = 86_400.0


class Gate:
    """A machine with ANN, who has a password, and QSECOFR."""

    def __init__(self, system: MemorySystem, clock: Clock) -> None:
        self.system, self.clock = system, clock
        self.here = 0
        self.put(UserProfile("ANN"))
        self.password("ANN")
        self.password("QSECOFR")

    def put(self, profile: UserProfile) -> None:
        with self.system.transaction(HEADER):
            self.system.profiles.put(profile)

    def password(self, name: str, **fields: object) -> None:
        with self.system.transaction(HEADER):
            row = Password(name, "hash", self.clock())
            self.system.passwords.put(row._replace(**fields))  # type: ignore[arg-type]

    def value(self, name: str, text: str) -> None:
        with self.system.transaction(HEADER):
            self.system.values.put(SystemValue(name, text))

    def tries(self, *, fits: bool, user: str = "ANN", **rest: object) -> Outcome:
        attempt = Attempt(user, "QPADEV0001", **rest)  # type: ignore[arg-type]
        with self.system.transaction(HEADER):
            outcome = decide(
                self.system, attempt, fits=fits, failed_here=self.here, now=self.clock()
            )
            record(self.system, attempt, outcome, self.clock())
        return outcome

    def fails(self, times: int, user: str = "ANN", **rest: object) -> list[list[str]]:
        return [ids(self.tries(fits=False, user=user, **rest)) for _ in range(times)]

    @property
    def audit(self) -> list[tuple[str, str, str]]:
        return [(e.type, e.violation, e.data["user"]) for e in audit_entries(self.system)]


def told_operator(system: MemorySystem) -> list[tuple[str, object]]:
    queued = on_queue(system, SYSTEM_OPERATOR)
    return [(each.message.id, each.message.data) for each in queued]


def ids(outcome: Outcome) -> list[str]:
    return [message.id for message in outcome.messages]


@pytest.fixture
def gate(machine: MemorySystem, clock: Clock) -> Gate:
    return Gate(machine, clock)


def test_who_knows_the_password_signs_on_and_learns_of_the_time_before(gate: Gate) -> None:
    gate.fails(1)
    first = gate.tries(fits=True).admitted
    gate.clock.forward(60)
    second = gate.tries(fits=True).admitted

    assert first is not None and second is not None
    assert (first.profile, first.menu, first.previous, first.invalid) == ("ANN", "MAIN", None, 1)
    assert (second.previous, second.invalid) == (gate.clock() - 60, 0)


def test_a_wrong_password_and_an_unknown_user_are_told_alike_and_audited_apart(gate: Gate) -> None:
    assert gate.fails(1) == gate.fails(1, "NOBODY") == [["CPF1120"]]
    assert gate.audit == [("PW", "P", "ANN"), ("PW", "U", "NOBODY")]


def test_a_profile_without_a_password_says_so(gate: Gate) -> None:
    assert gate.fails(1, "WEBUSR") == [["CPF1118"]]


def test_the_last_attempt_is_announced_and_the_one_that_fails_disables(gate: Gate) -> None:
    gate.value("QMAXSGNACN", "2")

    assert gate.fails(3) == [["CPF1120"], ["CPF1392", "CPF1120"], ["CPF1394"]]
    assert gate.system.profiles.get("ANN").status == "*DISABLED"  # type: ignore[union-attr]
    assert ids(gate.tries(fits=True)) == ["CPF1394"]
    assert gate.audit[-1] == ("PW", "Q", "ANN")


def test_the_operator_is_told_once_of_a_profile_that_is_disabled_by_attempts(gate: Gate) -> None:
    gate.value("QMAXSGNACN", "2")
    gate.fails(2)
    assert told_operator(gate.system) == []

    gate.fails(3)
    assert told_operator(gate.system) == [("CPF1393", {"user": "ANN", "device": "QPADEV0001"})]


def test_tries_are_counted_in_a_row(gate: Gate) -> None:
    gate.fails(2)
    gate.tries(fits=True)

    assert gate.fails(1) == [["CPF1120"]]


def test_the_system_value_says_how_many_there_are(gate: Gate) -> None:
    gate.value("QMAXSIGN", "1")
    assert gate.fails(1) == [["CPF1394"]]
    gate.value("QMAXSIGN", "*NOMAX")
    assert gate.fails(9, "QSECOFR") == [["CPF1120"]] * 9


def test_a_device_is_varied_off_after_as_many_whoever_they_named(gate: Gate) -> None:
    gate.value("QMAXSGNACN", "1")
    told = []
    for gate.here in range(3):
        outcome = gate.tries(fits=False, user="NOBODY")
        told.append((ids(outcome), outcome.disconnects))

    assert told == [
        (["CPF1120"], False),
        (["CPF1116", "CPF1120"], False),
        (["CPF1120"], True),
    ]


def test_with_that_action_no_profile_is_disabled(gate: Gate) -> None:
    gate.value("QMAXSGNACN", "1")
    gate.fails(5)

    assert gate.system.profiles.get("ANN").status == "*ENABLED"  # type: ignore[union-attr]


def test_nobody_locks_the_security_officer_out_of_the_console(gate: Gate) -> None:
    gate.value("QMAXSGNACN", "2")

    assert gate.fails(9, "QSECOFR") == [["CPF1120"]] * 9
    assert gate.tries(fits=True, user="QSECOFR").admitted


def test_elsewhere_the_security_officer_is_disabled_and_signs_on_at_the_console(gate: Gate) -> None:
    gate.value("QMAXSGNACN", "2")
    gate.fails(3, "QSECOFR", console=False)

    assert ids(gate.tries(fits=True, user="QSECOFR", console=False)) == ["CPF1394"]
    assert gate.tries(fits=True, user="QSECOFR").admitted


def test_what_cannot_be_disabled_is_guessed_slowly() -> None:
    officer, ann = Attempt("QSECOFR", "D"), Attempt("ANN", "D")
    tried = [Password("QSECOFR", "", 0.0, tries=n) for n in (0, 2, 3, 4, 7, 2000)]

    assert [wait(officer, each, 3) for each in tried] == [0, 0, 1, 2, 16, 16]
    assert [wait(ann, each, 3) for each in tried] == [0] * 6
    assert wait(officer, None, 3) == wait(officer, tried[-1], None) == 0


def test_a_password_that_was_set_to_expired_must_be_changed(gate: Gate) -> None:
    gate.password("ANN", expired=True)

    outcome = gate.tries(fits=True)
    assert outcome.must_change and outcome.admitted is None


def test_a_password_expires_by_the_system_value(gate: Gate) -> None:
    gate.value("QPWDEXPITV", "30")
    gate.clock.forward(29 * DAY)
    admitted = gate.tries(fits=True).admitted
    gate.clock.forward(DAY)

    assert admitted is not None and admitted.expires == gate.clock()
    assert gate.tries(fits=True).must_change


@pytest.mark.parametrize(
    ("limited", "field", "told"),
    [
        ("*NO", "program", "PRT1031"),
        ("*NO", "library", "PRT1031"),
        ("*PARTIAL", "program", "PRT1032"),
        ("*PARTIAL", "library", "PRT1032"),
        ("*YES", "library", "PRT1032"),
        ("*YES", "menu", "PRT1032"),
    ],
)
def test_what_may_be_typed_beside_the_password_depends_on_the_profile(
    gate: Gate, limited: str, field: str, told: str
) -> None:
    gate.put(UserProfile("ANN", limited=limited))

    with pytest.raises(EscapeMessage) as refused:
        gate.tries(fits=True, **{field: "CFGTCP"})
    assert refused.value.message.id == told
    assert refused.value.at == (f"{field.upper()}.0",)
    assert ids(gate.tries(fits=False, **{field: "CFGTCP"})) == ["CPF1120"], "nothing is said before"


@pytest.mark.parametrize("limited", ["*NO", "*PARTIAL"])
def test_another_menu_may_be_typed_by_who_is_not_limited_in_it(gate: Gate, limited: str) -> None:
    gate.put(UserProfile("ANN", limited=limited))

    admitted = gate.tries(fits=True, menu="CFGTCP").admitted
    assert admitted is not None and admitted.menu == "CFGTCP"
