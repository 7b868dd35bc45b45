"""The command side: the durable journal, its workers, undo and preview."""
