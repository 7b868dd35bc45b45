"""Decides what the Notes pane shows: the notes of a log, the one that is written, the one just removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from app.person import user_name
from app.presenter import Presenter
from app.words import QT_TRANSLATE_NOOP, translate
from app.work import Submit
from domain.note import About, Note
from infra.notes.notes import NoteView, matches
from infra.open_log import OpenLog

NO_LOG = QT_TRANSLATE_NOOP("Notes", "Open a log to see its notes.")
EMPTY = QT_TRANSLATE_NOOP(
    "Notes",
    "No notes yet. Select an event in the timeline and press Ctrl+D to bookmark it, "
    "or Ctrl+Shift+D to write a note.",
)
NONE_FOUND = QT_TRANSLATE_NOOP("Notes", "No note has this text. Clear the search to see all.")


class Draft(msgspec.Struct, frozen=True):
    """A note about to be written. `position` is 0 where only stream and version are known."""

    about: About
    stream: str = ""
    version: int = 0
    path: str = ""
    position: int = 0


class NotesState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. While there is a `draft`, the editor is its."""

    notice: str = NO_LOG
    search: str = ""
    views: tuple[NoteView, ...] = ()
    selected: UUID | None = None
    draft: Draft | None = None
    removed: Note | None = None
    message: str = ""

    @property
    def chosen(self) -> NoteView | None:
        """The selected note."""
        return next((view for view in self.views if view.note.id == self.selected), None)


class NotesPresenter(Presenter[NotesState]):
    """Knows the notes of one log. `marked(views)` hears of all notes, to mark what they are about."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[NotesState], None],
        failed: Callable[[BaseException], None],
        marked: Callable[[Sequence[NoteView]], None],
    ) -> None:
        super().__init__(NotesState(), submit, show, failed)
        self._marked = marked
        self._all: tuple[NoteView, ...] = ()
        self._is_writing = False  # leaving the text by a click on "Keep" asks twice for the same

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._all = ()
        self._is_writing = False
        self._marked(())
        self._change(NotesState(notice=NO_LOG if log is None else EMPTY))
        self.refresh()

    def refresh(self) -> None:
        """Looks again."""
        log = self._log
        if log is not None:
            self._submit(
                lambda job: tuple(log.notes.all()),
                on_success=self._found,
                on_error=self._failed,
                key="notes.refresh",
            )

    def search(self, text: str) -> None:
        """Only notes with this text."""
        self._change_to(search=text)
        self._filter()

    def select(self, id: UUID | None) -> None:
        """Another note is looked at; a draft is let go."""
        if id != self.state.selected or self.state.draft is not None:
            self._change_to(selected=id, draft=None, message="")

    def begin(self, draft: Draft) -> None:
        """A new note is to be written."""
        if self._log is not None:
            self._change_to(draft=draft, selected=None, message="", notice="")

    def give_up(self) -> None:
        """The draft is not wanted any more."""
        self._change_to(draft=None)
        self._filter()

    def save(self, text: str) -> None:
        """Keeps what was written: the draft, or the selected note's new text."""
        log, draft, chosen = self._log, self.state.draft, self.state.chosen
        if log is None or self._is_writing:
            return
        if draft is not None:
            self._act(lambda: _add(log, draft, text), select=True)
        elif chosen is not None and text.strip() != chosen.note.text:
            self._act(lambda: log.notes.change(chosen.note.id, text=text))

    def set_bookmark(self, bookmark: bool) -> None:
        """Sets the selected note's bookmark or takes it away."""
        log, chosen = self._log, self.state.chosen
        if log is None or chosen is None or chosen.note.bookmark == bookmark:
            return
        if not bookmark and not chosen.note.text:
            self.remove()
        else:
            self._act(lambda: log.notes.change(chosen.note.id, bookmark=bookmark))

    def toggle_bookmark(self, position: int) -> None:
        """Sets a bookmark at an event, or takes it away."""
        log = self._log
        if log is not None:
            self._act(lambda: log.notes.toggle_bookmark(position, author=user_name()))

    def remove(self) -> None:
        """Takes the selected note away; it can be put back."""
        log, chosen = self._log, self.state.chosen
        if log is not None and chosen is not None:
            self._act(lambda: log.notes.remove(chosen.note.id), removed=chosen.note)

    def put_back(self) -> None:
        """Puts back what was removed last."""
        log, removed = self._log, self.state.removed
        if log is not None and removed is not None:
            self._act(lambda: log.notes.put([removed]))

    def _act(self, work: Callable[[], Any], *, select: bool = False, removed: Note | None = None) -> None:
        self._is_writing = True
        self._submit(
            lambda job: work(),
            on_success=lambda result: self._acted(result if select else None, removed),
            on_error=self._refused,
        )

    def _acted(self, written: Note | None, removed: Note | None) -> None:
        self._is_writing = False
        log = self._log
        beside = log is not None and log.read_only
        if removed is not None:
            message = translate("Notes", "Removed.")
        elif beside and log is not None:
            message = translate("Notes", "The log is open for reading only: kept beside it, in {0}.").format(
                log.notes.place.name
            )
        else:
            message = ""
        changes: dict[str, Any] = {} if written is None else {"draft": None, "selected": written.id}
        self._change_to(message=message, removed=removed, **changes)
        self.refresh()

    def _refused(self, error: BaseException) -> None:
        self._is_writing = False
        said = self._said(error)
        if said:
            self._change_to(message=said)

    def _found(self, views: tuple[NoteView, ...]) -> None:
        if views != self._all:
            self._all = views
            self._marked(views)
        self._filter()

    def _filter(self) -> None:
        shown = tuple(view for view in self._all if matches(view, self.state.search))
        notice = "" if shown or self.state.draft is not None else NONE_FOUND if self._all else EMPTY
        if (shown, notice) != (self.state.views, self.state.notice) and self._log is not None:
            self._change_to(views=shown, notice=notice)


def _add(log: OpenLog, draft: Draft, text: str) -> Note:
    if draft.position:
        return log.notes.add_at(draft.position, text=text, author=user_name())
    return log.notes.add(
        draft.stream,
        draft.version,
        about=draft.about,
        path=draft.path,
        text=text,
        author=user_name(),
    )
