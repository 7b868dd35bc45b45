"""The Evidence pane: a history as a test for pytest, shrunk to what shows the fault where that is asked."""
