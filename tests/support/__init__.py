"""Infrastructure and helpers of the tests."""
