"""What other computers read: `/api/v1/`, the open data files, the feed of changes, addresses of barcodes."""
