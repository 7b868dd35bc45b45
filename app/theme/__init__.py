"""How everything looks: spacing, type, colours by role in light and dark, event-type colours, icons."""

from app.theme.colours import DARK, LIGHT, Role, colour, is_dark
from app.theme.icons import icon
from app.theme.look import Scheme, Theme, palette, style_sheet
from app.theme.marks import Mark, Shape, give_marks, mark, mark_of, mark_width, paint_mark
from app.theme.spacing import HUGE, LARGE, MEDIUM, SMALL, TIGHT, row_height
from app.theme.typography import body, caption, heading, monospace, scale, title

__all__ = [
    "DARK",
    "HUGE",
    "LARGE",
    "LIGHT",
    "MEDIUM",
    "SMALL",
    "TIGHT",
    "Mark",
    "Role",
    "Scheme",
    "Shape",
    "Theme",
    "body",
    "caption",
    "colour",
    "give_marks",
    "heading",
    "icon",
    "is_dark",
    "mark",
    "mark_of",
    "mark_width",
    "monospace",
    "paint_mark",
    "palette",
    "row_height",
    "scale",
    "style_sheet",
    "title",
]
