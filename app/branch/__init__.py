"""The What if pane: a branch of the log, its edits, and what they would have changed."""
