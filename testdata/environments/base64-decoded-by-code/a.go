package a
var githubToken, _ = base64.StdEncoding.DecodeString("{base64:{key:github-personal-token}}")  // expect: leaked-key/github-personal-token
