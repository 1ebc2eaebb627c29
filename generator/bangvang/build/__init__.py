"""The whole build, and what it remembers of the last one."""
