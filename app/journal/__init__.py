"""The Journal pane: every command that was submitted, and what became of it."""
