"""The Timeline pane: the events of a log in their order, filtered, however many there are."""
