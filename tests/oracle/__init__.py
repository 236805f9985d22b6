"""A second reading of the rules, in plain Python over lists: it imports nothing of the program."""
