"""What the cluster shows, decided without Qt, clock or file."""
