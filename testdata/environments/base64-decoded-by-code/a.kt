val GITHUB_TOKEN = String(Base64.decode("{base64:{key:github-personal-token}}", Base64.DEFAULT))  // expect: leaked-key/github-personal-token
