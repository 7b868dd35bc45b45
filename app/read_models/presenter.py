"""Decides what the Read models pane shows: sorts and filters in SQL, fetches pages, follows the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from app.engine_words import told
from app.presenter import Presenter
from app.read_models.behind import events_behind
from app.read_models.conditions import parse_conditions
from app.read_models.state import NO_LOG, TOUCHED, ReadModelsState
from app.words import translate
from app.work import Submit, Work
from infra.open_log import OpenLog
from infra.projections.querying import Condition, Page, QueryError, ReadModel

PAGE = 200
FOLLOWED = 1000


class _Answer(msgspec.Struct, frozen=True):
    """A page and the log's position that it is sure to contain; -1 where it may lag behind."""

    page: Page
    contains: int


class ReadModelsPresenter(Presenter[ReadModelsState]):
    """Knows one log at a time. Every answer carries the epoch it was asked in; older ones are dropped."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[ReadModelsState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(ReadModelsState(), submit, show, failed)
        self._seen = -1
        self._after: tuple[Any, ...] | None = None
        self._conditions: tuple[Condition, ...] = ()
        self._is_asking = False
        self._asking: Any = None  # the job
        self._rows_as_of: int | None = None
        self._is_due = False
        self._told: str | None = None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none; keeps the read model that was chosen."""
        self._log = log
        self._told = None
        models = log.projections.queries.read_models() if log else ()
        name = self.state.name if any(m.name == self.state.name for m in models) else ""
        as_of = self.state.as_of
        self.state = ReadModelsState(models=models, message="" if models else NO_LOG, as_of=as_of)
        self._conditions = ()
        self._start_over()
        if models:
            self.choose(name or models[0].name)

    def choose(self, name: str) -> None:
        """Shows that read model, unfiltered and in the order of its key."""
        if self.state.model is not None and name == self.state.name:
            return
        self._conditions = ()
        self.state = ReadModelsState(models=self.state.models, name=name, message="", as_of=self.state.as_of)
        model = self.state.model
        columns = model.columns if model is not None else ()
        self.state = msgspec.structs.replace(self.state, columns=columns)
        self._start_over()

    def show_as_of(self, position: int | None, *, is_seen: bool) -> None:
        """Shows the rows as they were at that position; None is now.

        Where the pane is not seen, building waits until `follow` is called: it may be long.
        """
        if position == self.state.as_of:
            return
        self.state = msgspec.structs.replace(self.state, as_of=position)
        if is_seen:
            self._start_over()
            return
        self._epoch += 1
        self._is_asking = False
        self._is_due = True
        self._change_to(rows=(), keys=(), is_complete=True, is_stale=False, is_given_up=False, message="")

    def set_filter(self, text: str) -> None:
        """Only rows that meet the conditions in `text`; says what is wrong with it where it is."""
        if text.strip() == self.state.filter:
            return
        try:
            self._conditions = parse_conditions(text, shown_columns(self.state.columns))
        except QueryError as error:
            self._change_to(filter=text.strip(), problem=told(error))
            return
        self.state = msgspec.structs.replace(self.state, filter=text.strip(), problem="")
        self._start_over()

    def sort_by(self, column: str) -> None:
        """By that column; by the same one again: the other way round."""
        descending = not self.state.descending if self.state.order_by == column else False
        self.state = msgspec.structs.replace(self.state, order_by=column, descending=descending)
        self._start_over()

    def follow(self) -> None:
        """Looks whether the log has grown; to be called a few times a second while the pane is seen."""
        log = self._log
        if log is None or self.state.problem:
            return
        if self._is_due:
            self._start_over()
            return
        if self.state.as_of is not None:
            self._look_after_building()
            return
        if self._is_asking or log.watch.position == self._seen:
            return
        if len(self.state.rows) > FOLLOWED:
            self._change_to(is_stale=True)
        else:
            self._ask(None, max(len(self.state.rows), PAGE))

    def refresh(self) -> None:
        """Reads the first page anew."""
        self._start_over()

    def want_more(self) -> None:
        """The next page."""
        if self._after is not None and not self._is_asking and not self.state.problem:
            self._ask(self._after, PAGE)

    def events_behind(self, row: int) -> str:
        """The timeline filter for the events behind that row; "" where there is none."""
        model = self.state.model
        if model is None or not 0 <= row < len(self.state.rows):
            return ""
        return events_behind(
            model.name, model.key, dict(zip(self.state.columns, self.state.rows[row], strict=True))
        )

    def _look_after_building(self) -> None:
        """Rows of another moment do not stay in sight while it takes long; somebody may have cancelled."""
        if not self._is_asking:
            return
        if getattr(self._asking, "is_cancelled", False):
            self._epoch += 1
            self._is_asking = False
            self._change_to(
                rows=(),
                keys=(),
                is_busy=False,
                is_given_up=True,
                message=translate("ReadModels", "Building it as of this moment was cancelled."),
            )
        elif self._rows_as_of != self.state.as_of and self.state.rows:
            self._change_to(rows=(), keys=())

    def touched_at(self, row: int) -> int:
        """The position of the event that touched that row last, 0 where the read model does not keep it."""
        state = self.state
        if TOUCHED not in state.columns or not 0 <= row < len(state.rows):
            return 0
        return int(state.rows[row][state.columns.index(TOUCHED)])

    def _start_over(self) -> None:
        self._epoch += 1
        self._is_due = False
        self._seen = -1
        self._after = None
        self._is_asking = False
        # Rows stay in sight until the new ones are there: sorting must not flicker.
        self._change_to(is_complete=True, is_stale=False, is_given_up=False, is_busy=self._log is not None)
        if self._log is not None and self.state.name and not self.state.problem:
            self._ask(None, PAGE)

    def _ask(self, after: tuple[Any, ...] | None, limit: int) -> None:
        log, state, conditions, epoch = self._log, self.state, self._conditions, self._epoch
        assert log is not None
        self._is_asking = True
        title = translate("ReadModels", "Building {0} as of position {1}").format(state.name, state.as_of)
        self._asking = self._submit(
            lambda job: _read(log, state, conditions, after, limit, job),
            on_success=lambda answer: self._answered(epoch, after is not None, answer),
            on_error=lambda error: self._refused(epoch, error),
            key="read_models.page",
            title="" if state.as_of is None else title,
        )

    def _answered(self, epoch: int, is_next: bool, answer: _Answer) -> None:
        model = self.state.model
        if epoch != self._epoch or model is None:
            return
        self._is_asking = False
        self._told = None
        self._rows_as_of = self.state.as_of
        self._after = answer.page.after
        if not is_next:
            self._seen = answer.contains
        columns = answer.page.columns
        rows, keys = _values(answer.page.rows, columns, model)
        if is_next:
            rows, keys = self.state.rows + rows, self.state.keys + keys
        self._change_to(
            columns=columns,
            rows=rows,
            keys=keys,
            is_complete=self._after is None,
            is_busy=False,
            message="" if rows else self._why_empty(),
        )

    def _refused(self, epoch: int, error: BaseException) -> None:
        if epoch != self._epoch:
            return
        self._is_asking = False
        if isinstance(error, QueryError):  # not built yet, or a value that is none for its column
            is_filter = bool(self._conditions)
            said = told(error)
            self._change_to(
                is_busy=False, problem=said if is_filter else "", message="" if is_filter else said
            )
            return
        self._seen = self._log.watch.position if self._log else -1
        self._change_to(is_busy=False)
        if str(error) != self._told:
            self._told = str(error)
            self._failed(error)

    def _why_empty(self) -> str:
        if self._conditions:
            return translate("ReadModels", "No row meets the conditions.")
        if self.state.as_of is not None:
            return translate("ReadModels", "This read model had no rows yet.")
        return translate("ReadModels", "This read model has no rows yet.")

    def _change(self, state: ReadModelsState) -> None:
        if state != self.state or state.is_busy:
            super()._change(state)


def _read(
    log: OpenLog,
    state: ReadModelsState,
    conditions: Sequence[Condition],
    after: tuple[Any, ...] | None,
    limit: int,
    job: Work,
) -> _Answer:
    if state.as_of is not None:
        page = log.past.page(
            state.name,
            state.as_of,
            conditions,
            order_by=state.order_by or None,
            descending=state.descending,
            after=after,
            limit=limit,
            progress=job.progress,
        )
        return _Answer(page, -1)
    position = log.watch.position
    is_current = log.read_only or log.projections.is_caught_up(position)
    page = log.projections.queries.page(
        state.name,
        conditions,
        order_by=state.order_by or None,
        descending=state.descending,
        after=after,
        limit=limit,
    )
    return _Answer(page, position if is_current else -1)


def _values(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], model: ReadModel
) -> tuple[tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...]]:
    return (
        tuple(tuple(row[column] for column in columns) for row in rows),
        tuple(tuple(row[column] for column in model.key) for row in rows),
    )


def shown_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns for people: all but the bookkeeping one."""
    return tuple(column for column in columns if column != TOUCHED)
