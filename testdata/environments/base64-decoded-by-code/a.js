const GITHUB_TOKEN = atob("{base64:{key:github-personal-token}}");  // expect: leaked-key/github-personal-token
const GH_TOKEN = Buffer.from("{base64:{key:github-personal-token}}", 'base64').toString();  // expect: leaked-key/github-personal-token
