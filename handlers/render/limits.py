"""What Slack refuses, as numbers. Lengths are characters."""

SECTION_TEXT = 3_000
FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_URL = 3_000
ACTIONS_ELEMENTS = 25
CONTEXT_ELEMENTS = 10
SELECT_OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
OVERFLOW_OPTIONS = 5
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MODAL_TITLE = 24
PRIVATE_METADATA = 3_000
ID = 255

# Slack counts "all blocks together" in a way it does not publish. We hold the JSON of the blocks
# to the number, which is the strictest reading of it.
MESSAGE_TOTAL = 13_200
# The fallback text: chat.update takes about 4,000, and what we post may be updated later.
MESSAGE_TEXT = 4_000
# Metadata is held to 8,000 by Slack; ours is one question.
METADATA_TOTAL = 8_000
