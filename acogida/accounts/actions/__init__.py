"""What people do to accounts, organisations and invitations: the only code here that writes."""
