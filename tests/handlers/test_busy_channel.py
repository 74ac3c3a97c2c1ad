"""A channel that Slack slows down: its posts wait, and no other channel waits with it."""

from newsrooms import Newsroom


def test_answers_of_a_busy_channel_come_later_and_hold_up_nobody_else(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says("@whosaid Lind", in_="#newsdesk")
    world.answer(said)
    world.quiet()
    world.faults.ratelimit, world.faults.busy_channel = 1, "C0NEWSDESK"
    reporter.says("since 11 June", in_="#newsdesk", thread=said)
    world.waits_for(lambda: world.faults.ratelimit == 0)  # the 429 is being waited out
    elsewhere = world.user("editor").says("@whosaid Lind", in_="#politics")
    world.answer(elsewhere)
    assert len(world.answers(said)) == 1
    world.answer(said, nth=1)
