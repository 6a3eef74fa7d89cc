"""Names that are written in two ways."""

import pytest

from tocsin.core.names_alike import name_key


@pytest.mark.parametrize("other", ["ann  o’brien-lee", "Ann O‘Brien\u2010Lee", " ANN O'BRIEN-LEE"])
def test_capitals_spaces_and_the_shape_of_signs_make_no_other_name(other):
    assert name_key("Ann O'Brien-Lee") == name_key(other)


def test_an_accent_makes_another_name():
    assert name_key("Zoe") != name_key("Zoë")
