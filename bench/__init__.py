"""How good and how fast sumber is, measured: scores against gold facts, and speed beside a peer."""
