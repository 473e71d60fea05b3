"""sumber's code trained on PFSA-ID, the published Indonesian benchmark; for measuring only."""
