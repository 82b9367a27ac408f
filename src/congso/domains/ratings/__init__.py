"""What citizens think of the service: five levels, comments that are moderated, tablets at the counters."""
