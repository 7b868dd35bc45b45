"""The Notes pane: what people wrote of events, versions and fields, and their bookmarks."""
