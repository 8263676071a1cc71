"""What is stated: where accounts disagree, whether a claim stands."""
