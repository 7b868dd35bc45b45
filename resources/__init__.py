"""What is not code: icons, scenarios, texts. Read through `importlib.resources`."""
