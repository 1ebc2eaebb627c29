"""Other forms of a portal: the bulletin, the bag, the copy without a server, the union."""
