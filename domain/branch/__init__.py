"""What-if branches: a log's history with some edits laid over it. The log itself is never touched."""
