"""Several portals as one: their exports joined."""
