"""What every presenter does alike: keeps a frozen state, shows it, and tells of faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from app.engine_words import told
from app.work import Submit
from domain.errors import DomainError
from infra.open_log import OpenLog

S = TypeVar("S", bound=msgspec.Struct)


class Stateful(Generic[S]):
    """Keeps a frozen state and shows each new one."""

    def __init__(self, state: S, show: Callable[[S], None]) -> None:
        self._show = show
        self.state = state

    def _change(self, state: S) -> None:
        self.state = state
        self._show(state)

    def _change_to(self, **changes: Any) -> None:
        self._change(msgspec.structs.replace(self.state, **changes))


class Presenter(Stateful[S]):
    """Decides what a pane shows of one log. Plain Python: it runs without Qt.

    Parameters
    ----------
    state:
        What is shown at first.
    submit:
        Starts work in the background.
    show:
        Shows a state.
    failed:
        Hears of every fault that the pane itself does not tell of.
    """

    def __init__(
        self,
        state: S,
        submit: Submit,
        show: Callable[[S], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(state, show)
        self._submit = submit
        self._failed = failed
        self._log: OpenLog | None = None
        self._epoch = 0  # answers to what was asked in an earlier one are dropped

    def _said(self, error: BaseException) -> str:
        """An expected fault in the reader's language; "" for any other, which goes to `failed`."""
        if isinstance(error, DomainError):
            return told(error)
        self._failed(error)
        return ""
