"""Forms in which facts leave sumber."""
