"""What a claim can be about: typed slots, and entities with their spellings."""
