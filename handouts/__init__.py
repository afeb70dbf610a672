"""PAPER: rows in, PDF bytes out. Nothing here asks a question of the database or of a screen."""
