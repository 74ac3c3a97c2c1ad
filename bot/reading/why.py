"""Why a quote was given to somebody, or left open: told by the decision itself, for the desk."""

from dataclasses import dataclass
from enum import StrEnum

from bot.reading.in_mind import InMind


class Ground(StrEnum):
    """What settled whose words they are, or what left it open; as `--explain` prints it."""

    # Nobody is named.
    NO_SOURCE = "no source is named"
    GOES_ON = "goes on from whoever spoke last"
    ANOTHER_VOICE = "another voice than the last, which nothing names"
    ALONE = "stands alone; it may be whoever spoke last"
    INTERVIEWED = "the one who gives the answers of the interview"
    SEVERAL_INTERVIEWED = "several may be giving the answers of the interview"
    WRITER = "whoever writes or is quoted, whom the article need not name"
    ONLY_PASSED_ON = "they only passed the words on; whose these are is not said"

    # A name.
    NAMED = "the source names them"
    NAMED_AMONG_SEVERAL = "the likeliest of those with this name"
    EITHER_NAME = "the source can be more than one of them"
    SHARED_SURNAME = "more than one bears this surname"
    LABEL = "the transcript’s label says what they are"

    # A pronoun.
    HEAVIEST = "nobody else comes near in the reader’s mind"
    LIKELIEST = "likelier than anybody else in the reader’s mind"
    RIVALLED = "another comes about as near in the reader’s mind"
    HARDLY = "nobody is much in the reader’s mind"
    NOBODY_FITS = "nobody named so far fits"
    ANSWERS = "the one who was asked answers"
    STILL_OPEN = "was left open before, and nobody was named since"
    UNNAMED_SPOKE = "spoke last, and nobody was named since"
    ASKED_ONLY = "who spoke last only asked"
    BROUGHT_IN = "brought in since the likeliest was last named"
    NEARER = "named since in the same paragraph"
    UNNAMED_SINCE = "told of since, without a name"
    SPOKE_SINCE = "spoke since in the sentence before"
    TOLD_OF = "the last words tell of somebody who may be meant"
    OF_ANOTHER = "the words tell of another he or she: either may be the speaker"
    ONE_OF_TWO = "“the former” and “the latter” are not told apart"
    BODY_SPOKE = "the last to speak, and no other was named since"
    BODY_SINCE = "another was the subject since"
    GROUP_SINCE = "another group was named since"
    GROUP_BEFORE = "the subject of the sentence before"
    GROUP_OR_OTHERS = "the subject of the sentence before, or others with it"

    # A description.
    DESCRIBED = "no name: what the source calls them"
    COMMON_WORD = "a surname that is also a common word"
    OWNER = "speaks through what is theirs"
    AGE = "of that age"
    SPOKE_SO_CALLED = "called so when they spoke last"
    CALLED_SO = "called so before"
    CALLED_SO_BELOW = "the one whom the article calls so below"
    TOLD_OF_SO = "told of so before, without a name"
    CALLED_SO_BY_NOBODY = "nobody was called so; it may be another word for one in mind"


@dataclass(frozen=True, slots=True)
class Why:
    """about: whom the ground speaks of, where that is not the speaker. weighed: whom the reader
    has in mind there, heaviest first, and last those that cannot be meant."""

    ground: Ground
    about: tuple[str, ...] = ()
    weighed: tuple[InMind, ...] = ()
