"""What is asked: pure functions over query rows, one topic a module, frozen results."""
