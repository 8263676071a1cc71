"""What many reports say together."""
