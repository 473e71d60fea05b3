"""What people look at: an article with its facts, on a terminal and in a notebook."""
