"""What exists: labels, relations, dates, policy, scope."""
