"""Decides what the Streams pane shows: fetches pages of streams, follows the log, applies the filter."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import msgspec

from app.presenter import Presenter
from app.streams.state import CategoryState, StreamsState, summary_of
from app.words import QT_TRANSLATE_NOOP, translate
from app.work import Submit
from infra.log.streams import StreamInfo
from infra.open_log import OpenLog

PAGE = 200
FOLLOWED = 2000
_REST = 10  # times as long as it took, a slow question is not asked again
_NO_LOG = QT_TRANSLATE_NOOP("Streams", "Open a log to see its streams.")
_NO_STREAMS = QT_TRANSLATE_NOOP("Streams", "No streams yet: they appear with their first event.")


class StreamsPresenter(Presenter[StreamsState]):
    """Knows one log at a time. Every answer carries the epoch it was asked in; older ones are dropped."""

    def __init__(
        self, submit: Submit, show: Callable[[StreamsState], None], failed: Callable[[BaseException], None]
    ) -> None:
        super().__init__(StreamsState(), submit, show, failed)
        self._seen = -1
        self._as_of: int | None = None
        self._asked: set[str] = set()
        self._is_refreshing = False
        self._rests_until = 0.0

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._seen = -1
        self._rests_until = 0.0
        self.state = StreamsState(message="" if log else _NO_LOG)
        self._start_over()

    def set_filter(self, text: str) -> None:
        """Only streams whose name contains the text."""
        if text.strip() != self.state.filter:
            self.state = msgspec.structs.replace(self.state, filter=text.strip())
            self._start_over()

    def show_as_of(self, position: int | None) -> None:
        """The streams as they were at that position; None is now. The rows stay until they are read anew."""
        if position == self._as_of:
            return
        self._as_of = position
        self._epoch += 1
        self._seen = -1
        self._asked.clear()
        self._change_to(last_activity={})
        if self._log is not None:
            self._refresh(whole=True)

    def follow(self) -> None:
        """Looks whether the log has grown; to be called a few times a second while the pane is seen."""
        log = self._log
        if log is None or self._is_refreshing or self._asked or log.watch.position == self._seen:
            return
        if self._as_of is not None and self._seen >= 0:
            return  # the past stays as it is
        self._refresh()

    def want_more(self, category: str) -> None:
        """The next page of a category."""
        log, known = self._log, self._category(category)
        if log is None or known is None or known.is_complete or category in self._asked:
            return
        self._asked.add(category)
        epoch, filter, as_of = self._epoch, self.state.filter, self._as_of
        after = known.streams[-1].name if known.streams else ""
        self._submit(
            lambda _job: log.streams.page(category, after=after, containing=filter, limit=PAGE, as_of=as_of),
            on_success=lambda page: self._page_came(epoch, category, page),
            on_error=lambda error: self._page_failed(epoch, category, error),
        )

    def _start_over(self) -> None:
        self._epoch += 1
        self._asked.clear()
        self._is_refreshing = False
        self._change_to(categories=(), is_busy=self._log is not None, summary="")
        if self._log is not None:
            self._refresh()

    def _refresh(self, *, whole: bool = False) -> None:
        log = self._log
        assert log is not None
        self._is_refreshing = True
        epoch, filter, position = self._epoch, self.state.filter, log.watch.position
        as_of = self._as_of
        loaded = {category.name: category for category in self.state.categories}
        self._submit(
            lambda _job: read_categories(log, filter, loaded, as_of, whole=whole),
            on_success=lambda categories: self._refreshed(epoch, position, loaded, categories),
            on_error=lambda error: self._refresh_failed(epoch, error),
            key="streams.refresh",
        )

    def _refreshed(
        self,
        epoch: int,
        position: int,
        loaded: dict[str, CategoryState],
        categories: tuple[CategoryState, ...],
    ) -> None:
        if epoch != self._epoch:
            return
        self._is_refreshing = False
        self._seen = position
        present = {category.name: category for category in self.state.categories}
        grown = {name: category for name, category in present.items() if category is not loaded.get(name)}
        categories = tuple(_joined(grown.get(category.name), category) for category in categories)
        filter = self.state.filter
        message = (
            ""
            if categories
            else (
                translate("Streams", "No stream's name contains “{0}”.").format(filter)
                if filter
                else _NO_STREAMS
            )
        )
        self._change_to(
            categories=categories, is_busy=False, message=message, summary=summary_of(categories, filter)
        )
        self._ask_last_activity()

    def _ask_last_activity(self) -> None:
        """Not for the past; and the longer the answer took, the longer until it is asked for again."""
        log, epoch = self._log, self._epoch
        if log is None or self._as_of is not None or time.monotonic() < self._rests_until:
            return
        self._submit(
            lambda _job: _timed(log.streams.last_activity),
            on_success=lambda answer: self._last_activity_came(epoch, *answer),
            on_error=self._failed,
            key="streams.last_activity",
        )

    def _last_activity_came(self, epoch: int, found: dict[str, datetime], seconds: float) -> None:
        self._rests_until = time.monotonic() + seconds * _REST
        if epoch == self._epoch:
            self._change_to(last_activity=found)

    def _refresh_failed(self, epoch: int, error: BaseException) -> None:
        if epoch == self._epoch:
            self._is_refreshing = False
            self._seen = self._log.watch.position if self._log else -1
            self._change_to(is_busy=False)
            self._failed(error)

    def _page_came(self, epoch: int, name: str, page: list[StreamInfo]) -> None:
        if epoch != self._epoch:
            return
        self._asked.discard(name)
        categories = tuple(
            _with_page(category, page) if category.name == name else category
            for category in self.state.categories
        )
        self._change_to(categories=categories, summary=summary_of(categories, self.state.filter))

    def _page_failed(self, epoch: int, name: str, error: BaseException) -> None:
        if epoch == self._epoch:
            self._asked.discard(name)
            self._failed(error)

    def _category(self, name: str) -> CategoryState | None:
        return next((category for category in self.state.categories if category.name == name), None)


def read_categories(
    log: OpenLog,
    filter: str,
    loaded: dict[str, CategoryState],
    as_of: int | None = None,
    *,
    whole: bool = False,
) -> tuple[CategoryState, ...]:
    """The categories as they are, or were at a position, with as many streams as were loaded of each.

    With a filter, only categories with a match, each with its first page at least. Of a category with more
    than `FOLLOWED` loaded streams only the count is read anew, unless all is to be read: then its first page.
    """
    found = []
    for category in log.streams.categories(as_of=as_of):
        before = loaded.get(category.name) or CategoryState(category.name, None)
        streams, is_complete = before.streams, before.is_complete
        if len(streams) > FOLLOWED and whole:
            streams = tuple(log.streams.page(category.name, containing=filter, limit=PAGE, as_of=as_of))
            is_complete = len(streams) < PAGE
        elif len(streams) > FOLLOWED:
            is_complete = is_complete and len(streams) == category.streams
        elif streams or filter:
            limit = max(len(streams), PAGE)
            streams = tuple(log.streams.page(category.name, containing=filter, limit=limit, as_of=as_of))
            is_complete = len(streams) < limit
        if streams or not filter:
            total = None if filter else category.streams
            found.append(CategoryState(category.name, total, streams, is_complete))
    return tuple(found)


def _timed(ask: Callable[[], dict[str, datetime]]) -> tuple[dict[str, datetime], float]:
    begun = time.monotonic()
    return ask(), time.monotonic() - begun


def _with_page(category: CategoryState, page: list[StreamInfo]) -> CategoryState:
    last = category.streams[-1].name if category.streams else ""
    new = tuple(stream for stream in page if stream.name > last)
    return CategoryState(category.name, category.total, (*category.streams, *new), len(page) < PAGE)


def _joined(present: CategoryState | None, read: CategoryState) -> CategoryState:
    """What was read, with the pages that came while it was being read."""
    if present is None or not read.streams or len(present.streams) <= len(read.streams):
        return read
    tail = tuple(stream for stream in present.streams if stream.name > read.streams[-1].name)
    return CategoryState(read.name, read.total, (*read.streams, *tail), present.is_complete)
