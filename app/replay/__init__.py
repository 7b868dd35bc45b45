"""The Replay pane: the journal's commands decided again by the code of today."""
