"""Turns YAML into plain data that remembers on which line each thing stood.

Stricter than YAML: a key stands once, nothing is anchored, and every scalar stays the text that was written,
so that `0.50` is not rounded and `2021-06` is no date. It builds no objects.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

Path = tuple[str | int, ...]
Plain = Mapping[str, object] | list[object] | str | bool

MAX_BYTES = 1_000_000
"""A procedure of 400 full steps has about a third of this."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong before the content is looked at."""

    code: str
    line: int
    given: str


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data, and where it stood.

    Attributes:
        content: what was read; a key without a value is left out.
        lines: line from 1, by path.
        troubles: keys that stand twice, anchors.
        empty: paths of keys after which nothing stands.
    """

    content: Plain
    lines: Mapping[Path, int]
    troubles: tuple[Trouble, ...] = ()
    empty: tuple[Path, ...] = ()

    def line(self, path: Path) -> int:
        """The line of a path, or of what holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass
class _Reader:
    lines: dict[Path, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    empty: list[Path] = field(default_factory=list)

    def read(self, node: yaml.Node, path: Path) -> Plain:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.troubles.append(Trouble("procedure_alias", node.start_mark.line + 1, _name(path)))
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, place)) for place, item in enumerate(node.value)]
        return _scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> Plain:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in found:
                self.troubles.append(Trouble("procedure_key_twice", line, key))
            self.lines[*path, key] = line
            if value_node.tag == "tag:yaml.org,2002:null":
                self.empty.append((*path, key))
            else:
                found[key] = self.read(value_node, (*path, key))
        return found


def load(text: str) -> Document:
    """The document in a YAML text.

    A text that is no YAML, or too long, gives a document without content and one trouble that says where.
    """
    if len(text.encode()) > MAX_BYTES:
        return _broken("procedure_file_large", 1, str(len(text.encode())))
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _broken("procedure_file_syntax", mark.line + 1 if mark else 1, error.problem or "")
    except (yaml.YAMLError, RecursionError) as error:
        return _broken("procedure_file_syntax", 1, str(error))
    if not isinstance(node, yaml.MappingNode):
        return _broken("procedure_file_shape", 1, text[:60])
    reader = _Reader()
    content = reader.read(node, ())
    return Document(content, reader.lines, tuple(reader.troubles), tuple(reader.empty))


def _broken(code: str, line: int, given: str) -> Document:
    return Document({}, {}, (Trouble(code, line, given),))


def _scalar(node: yaml.Node) -> str | bool:
    """A scalar as it was written; only `true` and `false` are more than text."""
    if node.tag == "tag:yaml.org,2002:bool" and node.value in {"true", "false"}:
        return bool(node.value == "true")
    return str(node.value)


def _name(path: Path) -> str:
    return ".".join(map(str, path))
