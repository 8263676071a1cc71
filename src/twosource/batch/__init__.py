"""An archive at once: pages in, Parquet out, on any engine, and on from where it was."""
