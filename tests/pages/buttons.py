"""Buttons by the form they store: their own names carry the form's key."""


def saving(screen, form: str):
    """The button of this form as it is drawn now."""
    (one,) = [one for one in screen.button if (one.key or "").startswith(f"save-{form}-")]
    return one


def save(screen, form: str):
    return saving(screen, form).click().run()
