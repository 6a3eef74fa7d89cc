"""Finding out what happened: the plan's steps, the five findings, the disciplinary decision."""
