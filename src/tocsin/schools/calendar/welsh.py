"""What the words of a Welsh calendar mean in English, as far as term dates go."""

import re

# Longer ones first: "hanner tymor" is no term, and "ar gau" no holiday.
WORDS = (
    (r"diwrnod(au)? hms|\bhms\b|hyfforddiant mewn swydd", "inset"),
    (r"hanner tymor", "half term"),
    (r"g[wŵ]yl (y )?banc|gwyliau banc", "bank holiday"),
    (r"(dydd )?gwener y groglith", "good friday"),
    (r"(dydd )?llun y pasg", "easter monday"),
    (r"calan mai", "may day"),
    (r"dydd calan", "new year's day"),
    (r"dydd nadolig", "christmas day"),
    (r"g[wŵ]yl san steffan", "boxing day"),
    (r"tymor|dymor|thymor", "term"),
    (r"gwyliau|wyliau", "holidays"),
    (r"ysgol(ion)?", "school"),
    (r"ar gau", "closed"),
    (r"ail-?agor", "reopens"),
    (r"dechrau|cychwyn|dychwelyd|\bagor", "starts"),
    (r"gorffen|diwedd|yn cau", "ends"),
)
PATTERNS = tuple((re.compile(welsh), english) for welsh, english in WORDS)


def in_english(words: str) -> str:
    """The words, in small letters, with the Welsh ones we know put into English."""
    for pattern, english in PATTERNS:
        words = pattern.sub(english, words)
    return words
