from __future__ import annotations

from typing import Any

import pytest

from domain.history.diff import diff
from domain.history.removed import removed_parts


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ({"a": 1, "b": 2, "c": 3}, {"b": 2}, {"": [("a", 1), ("c", 3)]}),
        ({"a": {"b/c": 1}}, {"a": {}}, {"/a": [("b/c", 1)]}),
        ({"a": [1, 2, 3]}, {"a": [1]}, {"/a": [("1", 2), ("2", 3)]}),
        (
            {"lines": [{"id": 1}, {"id": 0}, {"id": 2}]},
            {"lines": [{"id": 0}]},
            {"/lines": [("id=1", {"id": 1}), ("id=2", {"id": 2})]},
        ),
        ({"a": 1}, {"a": 2, "b": 1}, {}),
    ],
)
def test_what_is_gone_is_found_where_it_was(old: Any, new: Any, gone: Any) -> None:
    assert removed_parts(diff(old, new), new) == gone
