"""The one rule: who may bind which port. Each test is a sentence of IBM's page, or of what is
assumed where the page says nothing."""

from __future__ import annotations

import random

import pytest

from portres_tui.domain.ports import (
    EACCES,
    EADDRINUSE,
    HIGHEST,
    LOWEST,
    PROTOCOLS,
    Binder,
    Decision,
    PortRestriction,
    Reason,
    binder,
    covered,
    decide,
)
from portres_tui.domain.users import SPECIAL_AUTHORITIES, UserProfile

HOLDER = "123456/QTCP/QTFTP00092"


def entry(text: str) -> PortRestriction:
    """`21 *TCP WEBUSR`, or `1050-1059 *UDP APPGRP`."""
    span, protocol, profile = text.split()
    lower, _, upper = span.partition("-")
    return PortRestriction(int(lower), int(upper or lower), protocol, profile)


def bind(who: Binder | str, port: str, *entries: str, holder: str = "") -> Decision:
    """The decision on `21 *TCP` under these entries."""
    number, protocol = port.split()
    asking = Binder(who) if isinstance(who, str) else who
    return decide(asking, protocol, int(number), [entry(each) for each in entries], holder)


def test_a_port_without_an_entry_is_open_to_every_profile() -> None:
    decision = bind("WEBUSR", "8080 *TCP")

    assert decision == Decision(Reason.OPEN)
    assert decision.admitted and decision.errno == 0


def test_a_port_below_1024_without_an_entry_is_open_too() -> None:
    assert bind("WEBUSR", "80 *TCP").admitted


def test_an_entry_for_another_port_restricts_nothing_here() -> None:
    assert bind("WEBUSR", "22 *TCP", "21 *TCP QTCP", "23 *TCP QTCP").reason is Reason.OPEN


def test_an_entry_admits_the_profile_that_it_names() -> None:
    decision = bind("WEBUSR", "21 *TCP", "21 *TCP WEBUSR")

    assert decision == Decision(Reason.NAMED, (entry("21 *TCP WEBUSR"),))
    assert decision.admitted and decision.errno == 0


def test_an_entry_does_not_deny_the_profile_it_names_but_everybody_else() -> None:
    denied = "21 *TCP WEBUSR"

    assert bind("WEBUSR", "21 *TCP", denied).admitted
    assert not bind("QTCP", "21 *TCP", denied).admitted


def test_a_refused_bind_fails_with_errno_3401() -> None:
    decision = bind("QTCP", "21 *TCP", "21 *TCP WEBUSR")

    assert decision.reason is Reason.RESERVED
    assert decision.errno == EACCES == 3401


def test_of_several_entries_for_a_port_any_one_admits() -> None:
    entries = ("8080 *TCP WEBUSR", "8080 *TCP APPUSER", "8080 *TCP CFTUSER")

    assert bind("APPUSER", "8080 *TCP", *entries).deciding == (entry("8080 *TCP APPUSER"),)
    assert bind("CFTUSER", "8080 *TCP", *entries).admitted
    assert not bind("OPER", "8080 *TCP", *entries).admitted


def test_overlapping_ranges_admit_the_union_of_their_profiles() -> None:
    entries = ("8000-8100 *TCP WEBUSR", "8050-8200 *TCP APPUSER")

    admitted = {
        port: [who for who in ("WEBUSR", "APPUSER") if bind(who, f"{port} *TCP", *entries).admitted]
        for port in (8049, 8050, 8100, 8101)
    }

    assert admitted == {
        8049: ["WEBUSR"],
        8050: ["WEBUSR", "APPUSER"],
        8100: ["WEBUSR", "APPUSER"],
        8101: ["APPUSER"],
    }


def test_a_narrow_entry_does_not_override_the_wide_one_around_it() -> None:
    entries = ("8000-8100 *TCP WEBUSR", "8050 *TCP APPUSER")

    assert bind("WEBUSR", "8050 *TCP", *entries).admitted


def test_an_entry_that_names_a_group_admits_its_members() -> None:
    member = Binder("USER_2", ("USER_1",))

    decision = bind(member, "1015 *TCP", "1015 *TCP USER_1")

    assert decision == Decision(Reason.MEMBER, (entry("1015 *TCP USER_1"),))
    assert decision.admitted and decision.errno == 0


def test_an_entry_that_names_a_member_does_not_admit_the_group() -> None:
    assert not bind("USER_1", "1015 *TCP", "1015 *TCP USER_2").admitted


@pytest.mark.parametrize("group", ["FIRST", "SECOND", "THIRD"])
def test_the_first_group_and_the_supplemental_groups_count_alike(group: str) -> None:
    profile = UserProfile("APPSRV", group="FIRST", supplemental=("SECOND", "THIRD"))

    assert bind(binder(profile), "1015 *TCP", f"1015 *TCP {group}").reason is Reason.MEMBER


def test_a_profile_without_a_group_is_no_member_of_none() -> None:
    lonely = binder(UserProfile("WEBUSR", group="*NONE"))

    assert lonely == Binder("WEBUSR", ())
    assert not bind(lonely, "1015 *TCP", "1015 *TCP *NONE").admitted


def test_who_is_named_and_is_a_member_too_is_admitted_by_name() -> None:
    both = Binder("APPUSER", ("APPGRP",))

    decision = bind(both, "1015 *TCP", "1015 *TCP APPGRP", "1015 *TCP APPUSER")

    assert decision == Decision(Reason.NAMED, (entry("1015 *TCP APPUSER"),))


def test_no_special_authority_gives_a_way_around_an_entry() -> None:
    officer = UserProfile("QSECOFR", "", "*SECOFR", SPECIAL_AUTHORITIES)

    assert bind(binder(officer), "22 *TCP", "22 *TCP QTCP").errno == EACCES


def test_a_binder_is_its_profile_and_groups_and_nothing_that_could_be_adopted() -> None:
    plain = UserProfile("APPSRV", group="APPGRP")
    mighty = plain._replace(user_class="*SECOFR", special_authorities=("*ALLOBJ",))

    assert binder(mighty) == binder(plain) == Binder("APPSRV", ("APPGRP",))


def test_tcp_and_udp_are_independent_sets_of_ports() -> None:
    for reserved, other in (PROTOCOLS, PROTOCOLS[::-1]):
        assert not bind("QTCP", f"53 {reserved}", f"53 {reserved} LOCKBOX").admitted
        assert bind("QTCP", f"53 {other}", f"53 {reserved} LOCKBOX").reason is Reason.OPEN


def test_a_port_is_barred_by_giving_it_to_a_profile_that_nobody_signs_on_with() -> None:
    entries = ("20-21 *TCP LOCKBOX",)

    assert not any(bind(who, "21 *TCP", *entries).admitted for who in ("QTCP", "WEBUSR", "QSECOFR"))


def test_an_entry_reserves_for_its_name_whether_or_not_such_a_profile_exists() -> None:
    assert not bind("QTCP", "21 *TCP", "21 *TCP GONE").admitted


@pytest.mark.parametrize(
    ("port", "admitted"), [(1049, True), (1050, False), (1059, False), (1060, True)]
)
def test_a_range_covers_both_of_its_ends_and_nothing_beyond(port: int, admitted: bool) -> None:
    assert bind("WEBUSR", f"{port} *TCP", "1050-1059 *TCP PAOLO").admitted is admitted


def test_the_lowest_and_the_highest_port_can_be_reserved() -> None:
    everything = f"{LOWEST}-{HIGHEST} *TCP LOCKBOX"

    assert (LOWEST, HIGHEST) == (1, 65535)
    assert not bind("WEBUSR", "1 *TCP", everything).admitted
    assert not bind("WEBUSR", "65535 *TCP", everything).admitted


def test_port_0_is_never_restricted() -> None:
    entries = ("1-65535 *TCP LOCKBOX", "1-65535 *UDP LOCKBOX")

    assert bind("WEBUSR", "0 *TCP", *entries) == bind("WEBUSR", "0 *UDP", *entries)
    assert bind("WEBUSR", "0 *UDP", *entries).reason is Reason.OPEN


def test_a_port_that_another_socket_holds_fails_with_errno_3420() -> None:
    decision = bind("WEBUSR", "21 *TCP", holder=HOLDER)

    assert decision == Decision(Reason.IN_USE, holder=HOLDER)
    assert not decision.admitted and decision.errno == EADDRINUSE == 3420


@pytest.mark.parametrize("who", [Binder("WEBUSR"), Binder("APPUSER", ("WEBUSR",))])
def test_who_is_admitted_to_a_port_in_use_is_told_that_it_is_busy(who: Binder) -> None:
    assert bind(who, "21 *TCP", "21 *TCP WEBUSR", holder=HOLDER).reason is Reason.IN_USE


def test_who_may_not_have_a_port_is_not_told_that_it_is_busy() -> None:
    decision = bind("QTCP", "21 *TCP", "21 *TCP WEBUSR", holder=HOLDER)

    assert (decision.reason, decision.errno, decision.holder) == (Reason.RESERVED, EACCES, "")


def test_what_decided_an_admitted_bind_is_exactly_the_entries_that_admit() -> None:
    entries = ("21 *TCP WEBUSR", "1-100 *TCP WEBUSR", "21 *TCP QTCP", "22 *TCP WEBUSR")

    assert bind("WEBUSR", "21 *TCP", *entries).deciding == (
        entry("21 *TCP WEBUSR"),
        entry("1-100 *TCP WEBUSR"),
    )


def test_what_decided_a_refused_bind_is_every_entry_that_covers_the_port() -> None:
    entries = ("21 *TCP WEBUSR", "1-100 *TCP APPUSER", "21 *UDP OPER", "22 *TCP OPER")

    assert bind("QTCP", "21 *TCP", *entries).deciding == (
        entry("21 *TCP WEBUSR"),
        entry("1-100 *TCP APPUSER"),
    )


def test_the_span_of_an_entry_is_one_port_or_a_range() -> None:
    assert entry("21 *TCP WEBUSR").span == "21"
    assert entry("1050-1059 *TCP PAOLO").span == "1050-1059"


def test_entries_that_name_several_groups_of_a_profile_decide_together_in_their_order() -> None:
    entries = ("1-9 *TCP SECOND", "2-9 *TCP OTHER", "3-9 *TCP FIRST", "4-9 *TCP SECOND")

    decision = bind(Binder("APPSRV", ("FIRST", "SECOND", "FIRST")), "5 *TCP", *entries)

    assert decision.deciding == tuple(entry(entries[n]) for n in (0, 2, 3))


def test_entries_found_for_one_port_do_not_decide_about_another() -> None:
    found = covered("*TCP", 21, [entry("20-22 *TCP QTCP"), entry("22 *TCP WEBUSR")])

    assert list(found) == [entry("20-22 *TCP QTCP")]
    assert covered("*TCP", 21, found) is found
    assert decide(Binder("WEBUSR"), "*TCP", 23, found).reason is Reason.OPEN
    assert decide(Binder("WEBUSR"), "*UDP", 21, found).reason is Reason.OPEN


def by_hand(who: Binder, protocol: str, port: int, entries: list[PortRestriction]) -> bool:
    """The rule once more, as one would write it out on paper: the profiles listed for each port."""
    listed: dict[tuple[str, int], set[str]] = {}
    for each in entries:
        for number in range(each.lower, each.upper + 1):
            listed.setdefault((each.protocol, number), set()).add(each.profile)
    names = listed.get((protocol, port))
    return names is None or len(names & {who.profile, *who.groups}) > 0


def random_entries(chance: random.Random, names: str) -> list[PortRestriction]:
    lowers = [chance.randint(1, 12) for _ in range(chance.randint(0, 6))]
    return [
        PortRestriction(
            low, chance.randint(low, 12), chance.choice(PROTOCOLS), chance.choice(names)
        )
        for low in lowers
    ]


def test_the_decision_agrees_with_the_rule_written_out_over_random_entries() -> None:
    chance = random.Random(2019)
    seen: dict[Reason, int] = dict.fromkeys(Reason, 0)
    for _ in range(5_000):
        entries = random_entries(chance, "ABCD")
        who = Binder(chance.choice("ABE"), tuple(chance.sample("BCF", chance.randint(0, 2))))
        protocol, port = chance.choice(PROTOCOLS), chance.randint(0, 13)
        holder = chance.choice(("", HOLDER))

        decision = decide(who, protocol, port, entries, holder)

        allowed = by_hand(who, protocol, port, entries)
        errno = 0 if allowed and not holder else EADDRINUSE if allowed else EACCES
        assert (decision.admitted, decision.errno) == (errno == 0, errno), (who, port, entries)
        seen[decision.reason] += 1
    assert min(seen.values()) > 100, "every reason is met often"
