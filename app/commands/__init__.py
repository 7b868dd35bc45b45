"""The Commands pane: choose a command, fill its form, preview it, issue it, undo it."""
