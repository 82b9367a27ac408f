"""What the portal's keepers and citizens do."""
