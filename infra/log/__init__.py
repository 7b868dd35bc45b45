"""The log file: events, streams, and how they are appended and read."""
