token_signing_kid = "{uuid}"
oauth_client_id = "{hex:20}"
password_secret_version_id = "{UAN:32}"
