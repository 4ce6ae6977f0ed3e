"""The whole product, as its people use it: real server, real browser, real worker, real supplier."""
