"""Slack's limits, each in characters or pieces. A value may be as large as its limit, not larger.

Marked (doc): from Slack's documentation, where Slack itself says "about".
"""

# Texts
TEXT = 3_000  # any text object; a section's text
FIELD_TEXT = 2_000  # a text object in a section's fields
HEADER_TEXT = 150
MARKDOWN_TEXT = 12_000  # a markdown block
MESSAGE_TEXT = 40_000  # the top-level text of chat.postMessage and of answers
UPDATE_TEXT = 4_000  # the top-level text of chat.update (doc)
MESSAGE_BLOCKS_TEXT = 13_200  # all blocks of a message together (doc), counted like this:
BLOCK_COST = 125  # each block after the first counts for its texts and so much more (measured)
TABLE_TEXT = 10_000  # the texts of all cells of a message's table (doc)

# Counts
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100  # a modal or Home
SECTION_FIELDS = 10
ACTIONS_ELEMENTS = 25
CONTEXT_ELEMENTS = 10
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLES = 1  # in a message
SELECT_OPTIONS = 100
OPTION_GROUPS = 100
OVERFLOW_OPTIONS = 5
CHOICES = 10  # options of radio buttons and of checkboxes
VIEWS_IN_STACK = 3
SUGGESTED_PROMPTS = 4
LIST_INDENT = 8  # of a rich_text_list

# Parts of elements
ID = 255  # block_id, action_id, callback_id, external_id
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
URL = 3_000
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTION_DESCRIPTION = 75
GROUP_LABEL = 75
PLACEHOLDER = 150
LABEL = 2_000  # of an input block; its hint too
ALT_TEXT = 2_000
IMAGE_TITLE = 2_000
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
INPUT_TEXT = 3_000  # what a person may type into a plain_text_input

# Views
VIEW_TITLE = 24  # its submit and close texts too
PRIVATE_METADATA = 3_000
VIEW_BYTES = 250_000

# Messages
METADATA_BYTES = 8_000  # the payload of a message's metadata, as JSON
ATTACHMENTS = 100

# Time
ACK_S = 3  # then the person reads operation_timeout
TRIGGER_S = 3  # a trigger_id opens one view within
RESPONSE_URL_S = 30 * 60
RESPONSE_URL_USES = 5
SIGNATURE_WINDOW_S = 300  # an older signed request is refused by the app
