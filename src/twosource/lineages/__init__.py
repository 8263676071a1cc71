"""Who took it from whom: signals, one acyclic graph per story, origins."""
