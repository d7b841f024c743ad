"""Moving in and out: replies of other systems come in, and all that is here can leave."""
