password = "credentialsJSON:{uuid}"
