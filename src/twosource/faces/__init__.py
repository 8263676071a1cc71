"""Parse, call answers, render."""
