"""The Notes pane: what people wrote of events, versions and fields, and their bookmarks."""

from app.notes.pane import NotesPane

__all__ = ["NotesPane"]
