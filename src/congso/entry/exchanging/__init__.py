"""Several installations and an axis on one machine: for the demonstration of the exchange and for its proof under faults."""
