"""What the screens share: the menu, how a screen opens, and how it tells what came of a button."""
