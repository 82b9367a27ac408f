"""Commands that the start runs in processes of their own."""
