"""What a school's Word file may ask for: a handful of words, and one list. Nothing else runs."""

from typing import Any

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

PLACES = frozenset({"name", "child", "school", "subject", "reference", "date", "words"})
LIST, EACH = "parts", "part"  # {% for part in parts %}
OF_EACH = frozenset({"heading", "words"})
CONDITIONS = (nodes.Name, nodes.Getattr, nodes.Not, nodes.And, nodes.Or)


class NotLet(Exception):
    """The file asks for something that is not filled in; the message says what to write instead."""


class Strict(ImmutableSandboxedEnvironment):
    """A sandbox in which a template may only name what is in PLACES, and go once through LIST.

    What cannot be said cannot run on for ever, reach into Python, or grow beyond what is put in.
    """

    def __init__(self) -> None:
        super().__init__(autoescape=True)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _check(tree, in_list=False)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr in OF_EACH and super().is_safe_attribute(obj, attr, value)


def _check(node: nodes.Node, *, in_list: bool) -> None:
    match node:
        case nodes.Template() | nodes.Output() | nodes.TemplateData():
            inside = in_list
        case nodes.For():
            _check_for(node, in_list=in_list)
            inside = True
        case nodes.If() if isinstance(node.test, CONDITIONS):
            inside = in_list
        case nodes.Name():
            _check_name(node.name, in_list=in_list)
            return
        case nodes.Getattr():
            _check_attribute(node, in_list=in_list)
            return
        case nodes.Not() | nodes.And() | nodes.Or():
            inside = in_list
        case _:
            raise NotLet(_not_let(f"something we do not fill in ({type(node).__name__.lower()})"))
    for child in node.iter_child_nodes(exclude=("iter", "target")):
        _check(child, in_list=inside)


def _check_for(node: nodes.For, *, in_list: bool) -> None:
    is_known = (
        isinstance(node.iter, nodes.Name)
        and node.iter.name == LIST
        and isinstance(node.target, nodes.Name)
        and node.target.name == EACH
    )
    if in_list or not is_known or node.recursive or node.test is not None:
        raise NotLet(_not_let("a list of its own"))


def _check_name(name: str, *, in_list: bool) -> None:
    if name not in PLACES | {LIST} | ({EACH} if in_list else set()):
        raise NotLet(_not_let(f"“{name[:40]}”"))


def _check_attribute(node: nodes.Getattr, *, in_list: bool) -> None:
    is_known = isinstance(node.node, nodes.Name) and node.node.name == EACH and in_list
    if not is_known or node.attr not in OF_EACH:
        raise NotLet(_not_let(f"“{node.attr[:40]}”"))


def _not_let(what: str) -> str:
    known = ", ".join(f"{{{{ {each} }}}}" for each in sorted(PLACES))
    return (
        f"It asks for {what}. Use only these: {known}, and the list"
        " {% for part in parts %} {{ part.heading }} {{ part.words }} {% endfor %}."
    )
