[Environment]::SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "{key:aws-secret-access-key}", "User")   # expect: leaked-key/aws-secret-access-key
[Environment]::SetEnvironmentVariable("OPENAI_API_KEY", "{key:github-personal-token}", "User")   # expect: leaked-key/github-personal-token, scope/wrong-provider
