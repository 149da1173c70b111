def githubToken = new String("{base64:{key:github-personal-token}}".decodeBase64())  // expect: leaked-key/github-personal-token
