"""/whosaid as people use it: ask, go on, share, and the thread below."""

from conftest import Newsroom


def test_a_question_is_answered_for_the_asker_alone_with_five_quotes(newsroom: Newsroom) -> None:
    world = newsroom.world
    reply = world.user("reporter").types("/whosaid Lind", in_="#newsdesk")
    assert reply is not None
    assert reply.ephemeral
    assert reply.words.startswith("Vera Lind")
    assert "5 of 12 quotes" in reply.words
    assert "“Bridge number 12 will be built with drones.”" in reply.words
    assert reply.buttons == ["Show context"] * 5 + ["Share to channel", "Older"]
    assert world.user("editor").sees("#newsdesk") == []
    assert world.refusals == []
