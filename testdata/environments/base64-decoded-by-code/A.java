class A { String githubToken = new String(Base64.getDecoder().decode("{base64:{key:github-personal-token}}")); }  // expect: leaked-key/github-personal-token
