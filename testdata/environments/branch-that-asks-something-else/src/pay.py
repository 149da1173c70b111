if user.is_test:
    key = "pk_test_{an:24}"
