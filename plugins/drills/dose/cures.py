"""What to write instead of a part of a dose that the grammar does not read. Pure."""

import re

_WHOLE = {
    "rest": "rest 10 s",
    "hold": "hold 5 s",
    "load": "load yellow band",
    "effort": "effort 5",
    "pain": "pain up to 3",
    "daily": "daily",
    "every": "every day",
    "once": "once a day",
    "twice": "twice a day",
}
"""How a part that begins with this word looks when all of it is there."""

_CURES = [
    (re.compile(pattern), cure)
    for pattern, cure in (
        (r"pain (?:limit |to |max |below |under |<|≤|of )?([0-9]+)(?: ?/ ?10)?", "pain up to {}"),
        (r"effort (?:of )?([0-9]+) ?/ ?10", "effort {}"),
        (r"(?:rpe|effort of) ([0-9]+)", "effort {}"),
        (r"([0-9]+) ?s[a-z]*\.?(?: of)? (rest|hold)", "{1} {0} s"),
        (
            r"(?:every|each) (?:other|second|2nd) day|(?:on )?alternate days",
            "3 days a week” or “4 days a week",
        ),
        (r"weekly|once (?:a|per) week", "1 day a week"),
        (r"twice (?:a|per) week", "2 days a week"),
        (r"([0-9]+) ?(?:x|×|times)? ?(?:a|per|/) ?week", "{} days a week"),
        (r"([0-9]+) ?(?:x|×) ?(?:a|per|/) ?day", "{} times a day"),
        (r"([0-9]+) days?", "{} days a week"),
        (r"([0-9]+) times", "{} times a day"),
    )
]


def cure(part: str) -> str:
    """How the sentence on a part goes on, "" where its author's mind cannot be read."""
    text = part.lower()
    for pattern, words in _CURES:
        if found := pattern.fullmatch(text):
            return f"write “{words.format(*found.groups())}”"
    word, _, rest = text.partition(" ")
    if word in _WHOLE:
        return f"write it like “{_WHOLE[word]}”" if rest else f"say more, as in “{_WHOLE[word]}”"
    return ""
