"""View models: what a page shows, as frozen values. They are pure, so that tests need neither HTML nor a browser."""
