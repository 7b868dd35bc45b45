"""The Rewind pane: a stream's state at any version, and what each step changed."""
