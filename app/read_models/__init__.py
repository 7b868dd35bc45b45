"""The Read models pane: the query side's rows, sorted and filtered by SQL."""
