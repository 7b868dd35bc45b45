"""The Journal pane: every command that was submitted, and what became of it."""

from app.journal.pane import JournalPane

__all__ = ["JournalPane"]
