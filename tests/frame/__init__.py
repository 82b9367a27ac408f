"""What holds for every address, service, event and migration, whoever writes the next one."""
