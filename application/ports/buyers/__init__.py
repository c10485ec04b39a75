"""What a merchant knows of its buyers beyond one checkout."""
