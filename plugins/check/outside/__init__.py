"""Links to other sites, asked over the network, and only where the owner wants it."""
