"""The pages and the configuration of the desk."""
