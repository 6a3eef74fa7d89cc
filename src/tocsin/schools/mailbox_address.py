"""Where answers to a school's mail go."""

from uuid import UUID


def mailbox_address(school_id: UUID) -> str | None:
    """The school's own data protection mailbox, when Tocsin reads it; None when it reads none."""
    del school_id
    return None
