"""The app shows whose the display is, and follows when that changes without a key."""

from __future__ import annotations

from portres_tui.domain.machine import end_job
from portres_tui.domain.system import JournalEntry, SystemValue

HEADER = JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")


async def test_nobody_is_idle_for_longer_than_the_machine_says(watching, run, machine) -> None:
    with machine.transaction(HEADER):
        machine.values.put(SystemValue("QINACTITV", "5"))
    async with watching() as seen:
        await seen.until_seen("The Menu")
        run.clock.forward(301)
        seen.app.works.look()
        await seen.until(lambda: seen.app.station.ended)
        assert seen.app.station.farewell.endswith("ended: no activity for 5 minutes.")
        await seen.until(lambda: seen.app.return_code == 0)


async def test_a_job_that_somebody_ends_ends_the_app(watching, machine) -> None:
    async with watching() as seen:
        await seen.until_seen("The Menu")
        job = seen.app.station.session.job
        with machine.transaction(HEADER):
            end_job(machine, job, job.started, 30)
        await seen.until(lambda: seen.app.return_code == 0)
        assert seen.app.station.farewell == f"Job {job.id} was ended."


async def test_somebody_else_sees_other_lines_in_the_pane(watching, run) -> None:
    async with watching(120, 45) as seen:
        await seen.until_seen("CPF1124")
        station = seen.app.station
        station.turn += 1
        station.may_see = lambda _entry: False
        seen.app._panels.log_pane.pane._may_see = station.may_see
        await seen.press("enter")
        await seen.until(lambda: not seen.sees("CPF1124"))
        assert seen.sees("(No messages)")
