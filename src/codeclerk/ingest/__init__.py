"""Reading published papers into the record, through commands."""
