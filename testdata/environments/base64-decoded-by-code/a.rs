let github_token = STANDARD.decode("{base64:{key:github-personal-token}}").unwrap();  // expect: leaked-key/github-personal-token
