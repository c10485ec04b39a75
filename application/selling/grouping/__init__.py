"""Groups of lines that go to one place: what clients ask for, parcels, destinations and options."""
