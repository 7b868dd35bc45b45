"""The Streams pane: which streams a log has, by category."""
