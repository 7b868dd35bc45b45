"""`python -m app.cli` is `eventscope`."""

from app.cli import main

main()
