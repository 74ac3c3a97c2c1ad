"""Markdown as the text it would be shown as: an article's words, without the marks round them."""

import re

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$", re.M)
_UNDERLINE = re.compile(r"^(?P<words>.*\w.*)\n {0,3}(?:=+|-{3,})[ \t]*$", re.M)
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.M)
_QUOTED = re.compile(r"^ {0,3}(?:>[ \t]?)+", re.M)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
# To an address: "[sic](as he put it)" keeps its brackets, which are the writer's.
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,500})\](?:\([^()\s]{0,1000}[/#.@][^()\n]{0,1000}\)|\[[^\[\]\n]{0,500}\])"
)
_CODE = re.compile(r"(?P<mark>`+)(?P<words>[^`\n]+?)(?P=mark)")
_STRESSED = re.compile(
    r"(?<![^\W_\\])(?P<mark>\*{1,3}|_{1,3}|~~)(?=\S)(?P<words>[^\n]{1,500}?)(?<=[^\s\\])(?P=mark)(?![^\W_])"
)
_DEEPEST = 4  # marks within marks
_ESCAPED = re.compile(r"\\(?P<words>[\\`*_{}\[\]()#+\-.!~>])")


def is_markdown(name: str) -> bool:
    """Only a file's name tells: a text may have stars in it for other reasons."""
    return name.lower().endswith((".md", ".markdown"))


def plain(text: str) -> str:
    """The words, one line for one of the text's."""
    text = _PICTURE.sub("", _RULE.sub("", text))
    for marked in (_UNDERLINE, _HEADING, _LINK, _CODE):
        text = marked.sub(lambda found: found["words"], text)
    for _ in range(_DEEPEST):
        text = _STRESSED.sub(lambda found: found["words"], text)
    return _ESCAPED.sub(lambda found: found["words"], _QUOTED.sub("", text))
