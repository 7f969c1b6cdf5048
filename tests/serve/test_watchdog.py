"""The log tells whose work kept all others waiting."""

from __future__ import annotations

import asyncio
import logging
import time
from contextvars import ContextVar, copy_context

import pytest

from portres_tui.serve.watchdog import SLOW, unwatch, watch

whose: ContextVar[str] = ContextVar("whose", default="")


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.WARNING, "portres")
    watch(lambda context: context.get(whose, ""))
    yield lambda: [each.getMessage() for each in caplog.records]
    unwatch()


async def called(work, name: str = "") -> None:
    """Have the event loop call it, as the work of somebody."""
    context = copy_context()
    context.run(whose.set, name)
    asyncio.get_running_loop().call_soon(work, context=context)
    await asyncio.sleep(0.001)


async def test_work_that_takes_long_is_told_with_whose_it_is(told):
    await called(lambda: time.sleep(2 * SLOW), "100023/OPER/QPADEV0023")
    (line,) = told()
    assert "100023/OPER/QPADEV0023" in line
    assert "(0 computed)" in line


async def test_nobodys_work_is_told_too(told):
    await called(lambda: time.sleep(2 * SLOW))
    assert any("nobody in particular" in line for line in told())


async def test_after_the_end_nothing_is_told(told):
    unwatch()
    await called(lambda: time.sleep(2 * SLOW))
    assert not told()


async def test_a_flood_does_not_fill_the_log(told):
    for _ in range(5):
        await called(lambda: time.sleep(1.1 * SLOW))
    assert len(told()) == 1
