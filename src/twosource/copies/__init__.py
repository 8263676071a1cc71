"""What two reports share."""
