"""The plan of `sumber relate`: named steps that join the articles of a corpus, as data."""
