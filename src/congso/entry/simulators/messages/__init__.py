"""A stand-in for the gateway of SMS and Zalo messages: takes them, keeps them in memory, shows them."""
