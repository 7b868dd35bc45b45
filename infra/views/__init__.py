"""Views: which events one looks at, as growing arrays of positions, and the rows to show for them."""
