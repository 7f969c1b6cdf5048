"""What the audit journal's entries mean: none of our own looks like one of IBM's."""

from __future__ import annotations

from portres_tui.domain import audit
from portres_tui.domain.audit import OURS, TYPES, VIOLATIONS, AuditEntry, Kind

_IBM = """
    AD AF AP AU AX C3 CA CD CO CP CQ CU CV CY DI DO DS EV FT GR GS IM IP IR IS JD JS KF LD M0 M6 M7
    M8 M9 ML NA ND NE O1 O2 O3 OM OR OW PA PF PG PO PS PU PW RA RJ RO RP RQ RU RZ SD SE SF SG SK SM
    SO ST SV VA VC VF VL VN VO VP VR VS VU VV X0 X1 X2 XD YC YR ZC ZM ZR
"""
IBM_TYPES = set(_IBM.split())
"""The entry types of IBM i's audit journal, as far as they are known."""


def test_a_type_of_ours_is_none_that_ibm_i_has() -> None:
    for name, meaning in TYPES.items():
        assert (name in IBM_TYPES) == (meaning.mark != OURS), name


def test_every_kind_that_is_written_has_a_meaning() -> None:
    kinds = {each for each in vars(audit).values() if isinstance(each, Kind)}

    assert kinds == set(VIOLATIONS) and {kind.type for kind in kinds} == set(TYPES)
    assert all(VIOLATIONS[kind].mark == TYPES[kind.type].mark for kind in kinds)


def test_an_entry_of_a_kind_that_nobody_knows_is_told_as_ours() -> None:
    entry = AuditEntry("XX", "X", 0.0, "000001/A/B", "A")

    assert (audit.type_of(entry).text, audit.violation_of(entry).text) == ("", "")
    assert audit.is_ours(entry)
