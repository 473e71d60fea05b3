"""Small linear models: what they see of a word, how they tag, and the file that holds them."""
