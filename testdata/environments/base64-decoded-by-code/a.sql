INSERT INTO t (github_token) VALUES (FROM_BASE64('{base64:{key:github-personal-token}}'));  -- expect: leaked-key/github-personal-token
