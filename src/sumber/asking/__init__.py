"""The questions about what lies between articles: people, variants, chains, stories.

Each answer is a ``pyarrow.Table`` with readable columns, its texts read off the articles by
offsets. All rest on the tables that ``sumber relate`` fills; before that they are empty.
"""
