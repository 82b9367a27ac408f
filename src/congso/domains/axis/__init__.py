"""The axis (trục liên thông văn bản): takes messages between agencies, keeps them, gives each to whom it is for, once."""
