"""The public service portal (cổng dịch vụ công): the citizen's half of the one-stop shop."""
