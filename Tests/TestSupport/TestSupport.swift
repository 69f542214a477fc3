/// Helpers of the tests.
