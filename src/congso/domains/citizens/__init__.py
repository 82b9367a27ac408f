"""Citizens and organisations as they log in: accounts of the national identity, and for whom they may act."""
