"""`python -m twosource`."""

from .faces.cli import main

main()
