"""The drawings of the demonstration: scenes without anybody's likeness, the same at every run."""
