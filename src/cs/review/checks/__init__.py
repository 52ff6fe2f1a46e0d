"""Rules about reviews, one module each."""
