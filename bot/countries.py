"""The country a role puts somebody in: "Polish striker", "Ukraine's defence minister".

Only where the words leave no doubt. An expert on a country, its correspondent, its team's coach
or an ambassador to it may come from anywhere.
"""

import re
from functools import cache

# A country, its adjective, further names of it. Names that are also something else (Georgia the
# state, Jordan the man) stand as adjectives only; what two countries share is left out.
_TABLE = """
afghanistan:afghan albania:albanian algeria:algerian argentina:argentine,argentinian
armenia:armenian australia:australian austria:austrian azerbaijan:azerbaijani
bangladesh:bangladeshi belarus:belarusian belgium:belgian bolivia:bolivian brazil:brazilian
bulgaria:bulgarian cambodia:cambodian canada:canadian chile:chilean china:chinese
colombia:colombian croatia:croatian cuba:cuban cyprus:cypriot czechia:czech denmark:danish
ecuador:ecuadorian egypt:egyptian estonia:estonian ethiopia:ethiopian finland:finnish
france:french -georgia:georgian germany:german ghana:ghanaian greece:greek hungary:hungarian
iceland:icelandic india:indian indonesia:indonesian iran:iranian iraq:iraqi ireland:irish
israel:israeli italy:italian japan:japanese -jordan:jordanian kazakhstan:kazakh kenya:kenyan
kuwait:kuwaiti latvia:latvian lebanon:lebanese libya:libyan lithuania:lithuanian
luxembourg:luxembourgish malaysia:malaysian malta:maltese mexico:mexican moldova:moldovan
mongolia:mongolian morocco:moroccan nepal:nepali netherlands:dutch nigeria:nigerian
norway:norwegian pakistan:pakistani peru:peruvian philippines:filipino poland:polish
portugal:portuguese qatar:qatari romania:romanian russia:russian senegal:senegalese
serbia:serbian singapore:singaporean slovakia:slovak slovenia:slovenian somalia:somali
spain:spanish sudan:sudanese sweden:swedish switzerland:swiss syria:syrian taiwan:taiwanese
thailand:thai tunisia:tunisian turkey:turkish,türkiye uganda:ugandan ukraine:ukrainian
uruguay:uruguayan us:american,usa uk:british,britain,england,english,scotland,scottish,wales,welsh
venezuela:venezuelan vietnam:vietnamese yemen:yemeni zambia:zambian zimbabwe:zimbabwean
southkorea:southkorean northkorea:northkorean saudiarabia:saudi southafrica:southafrican
newzealand: northernireland:northernirish
"""
_TOGETHER = re.compile(
    r"\b(south|north|northern|saudi|new|united) "
    r"(korean?|africa|african|sudan|sudanese|arabia|zealand|ireland|irish|states|kingdom)\b",
    re.IGNORECASE,
)
_ALSO = {"unitedstates": "us", "unitedkingdom": "uk", "northernireland": "uk"}
_LED_BY = r"(?:(?:the|a|an|then|former|ex|senior|veteran|deputy|acting|first|vice)[ -])*"
_OFFICES = (
    "president|prime minister|minister|premier|chancellor|king|queen|crown prince|emperor|senator"
    "|foreign|defence|defense|finance|interior|captain|striker|midfielder|goalkeeper|winger"
)
_OFFICE_WORDS = frozenset(re.findall(r"\w+", _OFFICES)) | frozenset(
    ("deputy", "acting", "vice", "first", "chief", "secretary", "general", "affairs", "mp", "mep")
)
# Those whom a country's name does not make its own.
_ANYBODY = re.compile(
    r"\b(coach|manager|trainer|correspondent|envoy|consul|expert|analyst|specialist|scholar"
    r"|teacher|professor|lecturer|tutor|translator|interpreter|studies|literature|language|restaurant"
    r"|embassy|bank|university|church|head|director|editor|champion|born|team)\b"
)


@cache
def _named() -> tuple[dict[str, str], dict[str, str]]:
    """Countries by their names, and by their adjectives."""
    nouns, adjectives = {}, {}
    for entry in _TABLE.split():
        country, _, more = entry.partition(":")
        key = country.removeprefix("-")
        key = _ALSO.get(key, key)
        if not country.startswith("-"):
            nouns[country] = key
        for word in filter(None, more.split(",")):
            nouns[word] = adjectives[word] = key
    nouns |= _ALSO
    return nouns, adjectives


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    nouns, adjectives = ("|".join(map(re.escape, each)) for each in _named())
    return (
        re.compile(rf"^{_LED_BY}({adjectives})(?![\w-])", re.I),
        re.compile(rf"^{_LED_BY}({nouns})(?:'s?) ", re.I),
        re.compile(rf"^{_LED_BY}({nouns}) (?:{_OFFICES})\b", re.I),
        re.compile(rf"\b(?:{_OFFICES})\b[\w ]* of (?:the )?({nouns})$", re.I),
    )


def country(role: str) -> str | None:
    """The country whose own the holder of a role is; None where the words do not say."""
    if re.search(r"\bus\b", role):  # "one of us" is nobody's country
        return None
    words = re.sub(r"\b([Uu])\.([SsKk])\.", r"\1\2", role.replace("’", "'")).strip()
    words = _TOGETHER.sub(lambda two: two[1] + two[2], words)
    if _ANYBODY.search(words.lower()):
        return None
    for pattern in _patterns():
        found = pattern.search(words)
        if found:
            named_after = _is_name(words[found.end(1) :])
            return None if named_after else _named()[0].get(found[1].lower())
    return None


def _is_name(after: str) -> bool:
    """Do the words behind a country make a name with it: French Open, English Premier League?

    An office may be written so too: Polish Deputy Prime Minister.
    """
    for word in after.removeprefix("'").removeprefix("s ").replace("-", " ").split():
        if not word[0].isupper():
            return False
        if word.rstrip(",;").lower() not in _OFFICE_WORDS:
            return True
    return False
