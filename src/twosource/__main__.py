"""`python -m twosource`."""

from .faces.cli import main

if __name__ == "__main__":  # a second process of ours imports this module too, and must not run it
    main()
