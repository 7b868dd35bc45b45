"""The palette (Ctrl+K): everything that can be done or gone to, found by typing a little of it."""
