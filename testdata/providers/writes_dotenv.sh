echo "GITHUB_TOKEN=\"{key:github-personal-token}\"" > .env   # expect: leaked-key/github-personal-token
echo "GH_TOKEN=\"{key:github-personal-token}\"" >> $GITHUB_ENV   # expect: malformed-key/github-personal-token
