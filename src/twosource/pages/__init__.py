"""Where pages come from: one file a carrier."""
