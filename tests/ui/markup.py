"""Reading pages the way a browser does: as a tree, not as text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = frozenset({"base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
# These say which question it is, not what kind of thing; the library's examples have their own.
OWN = frozenset(
    {"id", "name", "for", "value", "href", "aria-controls", "data-aria-controls"}
    | {"aria-describedby", "aria-labelledby"}
)
# Attributes without a meaning to people which either side may leave out.
LEFT_OUT = frozenset({"rows", "spellcheck", "autocomplete", "inputmode", "role", "draggable"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        return [part for part in self.parts if isinstance(part, Element)]

    def all(self, tag: str = "") -> list["Element"]:
        """This element's descendants, in order."""
        found: list[Element] = []
        for child in self.children:
            found += [child] if tag in {"", child.tag} else []
            found += child.all(tag)
        return found

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def words(self) -> str:
        said = (part if isinstance(part, str) else part.words for part in self.parts)
        return " ".join(" ".join(said).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].parts.append(data)


def read(html: str) -> Element:
    """The page as a tree. Fails when a tag is not closed, or closed out of turn."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.root


def shape(element: Element, depth: int = 0) -> list[tuple[object, ...]]:
    """The tags, classes and attributes that make a component what it is."""
    found: list[tuple[object, ...]] = []
    for child in element.children:
        kept = {n: v for n, v in child.attributes.items() if n not in OWN | LEFT_OUT | {"class"}}
        classes = sorted(name for name in child.classes if name.startswith("govuk-"))
        found.append((depth, child.tag, tuple(classes), tuple(sorted(kept.items()))))
        found += shape(child, depth + 1)
    return found


def faults(html: str) -> list[str]:
    """What is wrong with a page that a person who cannot see it would stumble over."""
    elements = read(html).all()
    ids = [each.attributes["id"] for each in elements if "id" in each.attributes]
    found = [f"id {one} is used twice" for one in sorted(set(ids)) if ids.count(one) > 1]
    for each in elements:
        found += _dangling(each, ids)
        found += [
            f"{name} is written into <{each.tag}>"
            for name in each.attributes
            if name == "style" or name.startswith("on")
        ]
        if each.tag == "button" and "type" not in each.attributes:
            found.append("a button without a type")
    labelled = {each.attributes.get("for") for each in elements if each.tag == "label"}
    for each in elements:
        if each.tag in {"input", "select", "textarea"} and each.attributes.get("type") != "hidden":
            found += (
                [] if each.attributes.get("id") in labelled else [f"no label for {each.attributes}"]
            )
    return found


def _dangling(element: Element, ids: list[str]) -> list[str]:
    pointed = [element.attributes.get("for", "")]
    for name in ("aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"):
        pointed += element.attributes.get(name, "").split()
    href = element.attributes.get("href", "")
    pointed += [href[1:]] if href.startswith("#") else []
    return [f"nothing has the id {one}" for one in pointed if one and one not in ids]
