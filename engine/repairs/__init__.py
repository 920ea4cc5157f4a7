"""What technicians did for a ticket and the parts that it took (EFI 3.3, 3.4)."""
