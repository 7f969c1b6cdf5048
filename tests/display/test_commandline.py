"""The command line: what is typed on it, F4 and F9."""

from walker import Walker


def test_an_unknown_command_says_so_and_stays_to_be_corrected(walker):
    walker.command("NOSUCHCMD")
    assert walker.message.startswith("Command NOSUCHCMD in library *LIBL not found.")
    assert walker.message.endswith("+")
    assert walker.fields()["command"] == "NOSUCHCMD"


def test_page_down_on_the_message_line_shows_the_message_that_waits(walker):
    walker.command("NOSUCHCMD")
    walker.keyboard.click(24, 60)
    walker.press("pagedown")
    assert walker.message == "Error found on NOSUCHCMD command."
    walker.press("pageup")
    assert walker.message.startswith("Command NOSUCHCMD")


def test_f9_brings_back_commands_the_latest_first(walker):
    walker.command("WRKTCPPORT").press("f3").command("CFGTCP").press("f3")
    walker.press("f9")
    assert walker.fields()["command"] == "CFGTCP"
    walker.press("f9")
    assert walker.fields()["command"] == "WRKTCPPORT"


def test_f9_behind_the_oldest_command_begins_again_with_the_latest(walker):
    walker.command("WRKTCPPORT").press("f3").command("CFGTCP").press("f3")
    walker.press("f9", "f9", "f9")
    assert walker.fields()["command"] == "CFGTCP"


def test_f9_without_any_command_says_that_there_is_none(walker):
    walker.press("f9")
    assert walker.message == "No command to retrieve."


def test_f4_prompts_a_half_typed_command_with_what_was_typed(walker):
    walker.to("command").type("addtcpport usrprf(appuser)").press("f4")
    assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
    assert walker.fields()["USRPRF.0"] == "APPUSER"


def test_f4_on_nothing_asks_for_a_command(walker):
    walker.press("f4")
    assert "F4" in walker.message


def test_f4_on_an_unknown_command_leaves_it_to_be_corrected(walker):
    walker.to("command").type("nosuch").press("f4")
    assert "not found" in walker.message
    assert walker.fields()["command"] == "nosuch"


def test_a_command_without_its_required_parameters_prompts(walker):
    walker.command("ADDTCPPORT PORT(8080)")
    assert walker.title == "Add TCP/IP Port Restriction (ADDTCPPORT)"
    assert walker.fields()["PORT.0"] == "8080"


def test_a_question_mark_before_a_command_prompts_it(walker):
    walker.command("?STRTCPSVR SERVER(*FTP)")
    assert walker.title == "Start TCP/IP Server (STRTCPSVR)"


def test_who_lacks_the_authority_is_refused_before_being_prompted(tmp_path):
    walker = Walker(profile="WEBUSR", home=tmp_path)
    walker.command("ADDTCPPORT")
    assert walker.message.startswith("Special authority *IOSYSCFG required")
    assert walker.title.endswith("IBM i Main Menu")


def test_a_function_key_that_the_panel_does_not_have_is_refused(walker):
    walker.press("f22")
    assert "F22" in walker.message
