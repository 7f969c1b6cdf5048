"""Messages at the keyboard: reading, replying, removing, and the sign that one waits."""

from __future__ import annotations

from walker import Walker

from portres_tui.domain.delivery import on_queue
from portres_tui.session import begin

ASKED = "SNDMSG MSG('May I?') TOUSR(QSECOFR) MSGTYPE(*INQ)"
TOLD = "SNDMSG MSG('Hello there') TOUSR(QSECOFR)"


def sent(*commands: str) -> Walker:
    """Somebody signed on, to whom OPER sends these."""
    walker = Walker()
    oper = begin(walker.session.system, walker.session.home, "OPER", clock=walker.clock)
    for text in commands:
        assert not oper.interpreter.run(text, oper.requester).failed
    return walker


def queue(walker: Walker, name: str = "QSECOFR") -> list[str]:
    return [each.message.data["text"] for each in on_queue(walker.session.system, name)]


def test_a_reply_that_is_typed_beside_an_inquiry_is_sent() -> None:
    walker = sent(ASKED).command("DSPMSG").to("reply.1").type("Don't").press("enter")

    assert walker.message == "Reply sent to OPER."
    assert queue(walker, "OPER") == ["Don't"]
    assert walker.display.field("reply.1") is None and walker.shows("Reply  . . :   Don't")


def test_two_inquiries_may_be_answered_at_once() -> None:
    walker = sent(ASKED, ASKED).command("DSPMSG")
    walker.to("reply.2").type("second").to("reply.1").type("first").press("enter")

    assert queue(walker, "OPER") == ["first", "second"]


def test_enter_without_a_reply_leaves_the_messages() -> None:
    assert sent(ASKED).command("DSPMSG").press("enter").title.startswith("MAIN")


def test_f11_removes_the_message_under_the_cursor() -> None:
    walker = sent(TOLD, ASKED).command("DSPMSG").click("Hello there").press("f11")

    assert queue(walker) == ["May I?"] and not walker.shows("Hello there")
    assert walker.message == "Message removed from queue QSECOFR."


def test_f11_elsewhere_removes_nothing_and_says_why() -> None:
    walker = sent(TOLD).command("DSPMSG").click("Type reply").press("f11")

    assert walker.message == "Place the cursor on the line that F11=Remove a message is for."
    assert queue(walker) == ["Hello there"]


def test_removing_all_asks_first() -> None:
    walker = sent(TOLD, ASKED).command("DSPMSG").press("f13")
    assert walker.title == "Confirm Remove of All Messages"
    walker.press("f12")
    assert walker.title == "Display Messages" and len(queue(walker)) == 2
    walker.press("f13", "enter")

    assert walker.shows("(No messages available)") and queue(walker) == []
    assert queue(walker, "OPER") == ["*N"]


def test_unanswered_messages_stay_when_the_others_are_removed() -> None:
    walker = sent(TOLD, ASKED).command("WRKMSG").press("f16", "enter")

    assert queue(walker) == ["May I?"] and not walker.shows("Hello there")


def test_only_the_first_line_of_a_message_takes_an_option() -> None:
    walker = sent(TOLD, ASKED).command("WRKMSG")

    assert [field.option for field in walker.display.fields] == [True, True]
    walker.option("Hello", "4").press("enter")
    assert walker.title == "Confirm Remove of Messages"
    walker.press("enter")
    assert queue(walker) == ["May I?"]


def test_a_reply_is_given_from_the_list() -> None:
    walker = sent(ASKED).command("WRKMSG").option("May I?", "5").press("enter")
    walker.to("reply.1").type("yes").press("enter")

    assert queue(walker, "OPER") == ["yes"] and walker.shows("Reply  . . :   yes")


def test_a_message_waits_until_it_is_displayed() -> None:
    walker = Walker()
    assert not walker.session.message_waiting
    walker = sent(TOLD)
    assert walker.session.message_waiting
    walker.command("DSPMSG QSYSOPR")
    assert walker.session.message_waiting
    walker.press("f3").command("DSPMSG")
    assert not walker.session.message_waiting


def test_a_message_that_comes_later_waits_again_and_f5_shows_it() -> None:
    walker = sent(TOLD).command("WRKMSG")
    walker.clock.forward(5)
    oper = begin(walker.session.system, walker.session.home, "OPER", clock=walker.clock)
    oper.interpreter.run("SNDMSG MSG('News') TOUSR(QSECOFR)", oper.requester)
    assert walker.session.message_waiting and not walker.shows("News")
    walker.press("f5")

    assert walker.shows("News") and not walker.session.message_waiting


def test_f10_on_a_message_shows_the_log_of_its_job() -> None:
    walker = Walker()
    walker.command("ADDTCPPORT 21 *TCP WEBUSR").command("STRTCPSVR SERVER(*FTP)")
    walker.clock.forward(2)
    walker.command("DSPMSG QSYSOPR").click("did not start").press("f1", "f10")

    assert walker.title == "Display Job Log" and walker.shows("FTP server unable to establish")


def test_f10_on_a_message_of_somebody_else_s_job_says_what_is_missing() -> None:
    walker = sent("SNDMSG MSG('Hi') TOUSR(WEBUSR)")
    user = Walker(walker.session.system, walker.clock, "WEBUSR")
    user.command("DSPMSG").click("Hi").press("f1", "f10")

    assert user.message.startswith("Not authorized to the log of job")
