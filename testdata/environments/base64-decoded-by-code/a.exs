github_token = Base.decode64!("{base64:{key:github-personal-token}}")  # expect: leaked-key/github-personal-token
