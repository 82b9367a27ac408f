"""Assigned work (nhiệm vụ): given from documents, meetings or directly, in a tree of parts over units, against deadlines."""
