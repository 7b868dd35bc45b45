"""The Event pane: one event whole, as tree and as recorded text, with links to what it belongs to."""
