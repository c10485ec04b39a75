"""Reading a request body: size, time, content coding, JSON and its fields."""
