"""The Causation pane: what led to an event and what followed, as a tree, a graph and lanes."""
