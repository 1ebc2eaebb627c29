"""Several portals as one: their registers joined, their searches joined, and pages of both."""
