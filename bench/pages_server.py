"""Tocsin's pages from one process, as `tocsin web` serves them: python -m bench.pages_server."""

import os
import sys

from tocsin import serving, startup


def main() -> int:
    host, port = startup.free_address(os.environ)
    startup.prepare(os.environ)
    startup.check_database()
    startup.check_is_migrated()
    return serving._listen(host, port, processes=1, has_jobs=False)


if __name__ == "__main__":
    sys.exit(main())
