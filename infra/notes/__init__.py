"""Notes and bookmarks as they are kept: in the log, beside it, and beside an export."""
