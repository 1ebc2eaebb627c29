"""What is public at one moment, and how it hangs together."""
