"""How much of the case file is left out."""

from tocsin.core.redacting import Hidden
from tocsin.ui.fields import Choice
from tocsin.ui.forms import Form

LEVELS = (
    (Hidden.NAMES.value, "Hide names"),
    (Hidden.WORDS.value, "Hide names, and everything that people wrote"),
    (Hidden.NOTHING.value, "Hide nothing"),
)


class CaseFileForm(Form):
    """Names are hidden unless somebody says otherwise."""

    hidden = Choice(
        LEVELS,
        coerce=Hidden,
        label="What should be hidden?",
        hints={
            Hidden.NAMES.value: "Each person we know gets a number. Read it before you pass it on:"
            " words that people wrote may still tell who somebody is.",
            Hidden.WORDS.value: "What is left is what was done and when.",
            Hidden.NOTHING.value: "For those who may read the whole case.",
        },
        initial=Hidden.NAMES.value,
        empty="Select what should be hidden",
    )
