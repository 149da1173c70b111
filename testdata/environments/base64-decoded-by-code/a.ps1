$GITHUB_TOKEN = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("{base64:{key:github-personal-token}}"))  # expect: leaked-key/github-personal-token
