"""What Slack refuses, as numbers, for the shapes the bot makes. Lengths are characters."""

BLOCK_ID = 255
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ACTIONS_ELEMENTS = 25
SELECT_OPTIONS = 100
SECTION_TEXT = 3_000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
PRIVATE_METADATA = 3_000

# Slack counts "all blocks together" in a way it does not publish. We hold every string and key of
# the blocks to the number, which is the strictest reading of it.
MESSAGE_TOTAL = 13_200
# The fallback text: as much as chat.update takes, though chat.postMessage takes more.
MESSAGE_TEXT = 4_000
