"""What a checkout is: values, events, the aggregate and its refusals."""
