"""`python -m bot` is `motcua`."""

from bot.cli.main import app as main

if __name__ == "__main__":
    main()
