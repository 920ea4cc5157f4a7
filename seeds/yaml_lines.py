"""Read YAML and remember the line of every value, so that an error can name it."""

from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]
#: No record needs more; an anchor that contains itself never ends.
_DEEPEST = 40


class LinedYaml:
    """The data of one YAML file and the line on which each value begins (1-based)."""

    def __init__(self, path: Path) -> None:
        """Parse the file.

        Raises:
            yaml.YAMLError: the file is not YAML; the error carries the line.
            ValueError: a mapping has the same key twice, or a key is not text.
        """
        self.lines: dict[Path_, int] = {(): 1}
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        self.data: Any = {} if node is None else self._build(node, ())

    def line_of(self, path: Path_) -> int:
        """Return the line of the value at ``path``, or of the nearest container above it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def _build(self, node: yaml.Node, path: Path_) -> Any:
        self._enter(node, path)
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(item, (*path, at)) for at, item in enumerate(node.value)]
        return _SCALARS.construct(node)

    def _enter(self, node: yaml.Node, path: Path_) -> None:
        """Refuse what would never end: an anchor inside itself, or absurd nesting."""
        if len(path) > _DEEPEST:
            line = node.start_mark.line + 1
            raise ValueError(f"line {line}: nested more than {_DEEPEST} levels deep")

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str):
                raise ValueError(f"line {line}: a key must be text")  # noqa: TRY004 - bad file
            if key in found:
                raise ValueError(f"line {line}: {key!r} stands twice")
            self.lines[(*path, key)] = line
            found[key] = self._build(value_node, (*path, key))
        return found


class _Scalars(yaml.constructor.SafeConstructor):
    def construct(self, node: yaml.Node) -> Any:
        return self.construct_object(node)


_SCALARS = _Scalars()
