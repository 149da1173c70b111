#!/bin/sh
ssh host "GITHUB_TOKEN={key:github-personal-token} ./deploy"   # expect: leaked-key/github-personal-token
sh -c "GITHUB_TOKEN={key:github-personal-token} ./deploy"   # expect: leaked-key/github-personal-token
bash -lc 'cd app && GITHUB_TOKEN={key:github-personal-token} deploy'   # expect: leaked-key/github-personal-token
su app -c "GITHUB_TOKEN={key:github-personal-token} ./deploy"   # expect: leaked-key/github-personal-token
docker exec web sh -c "GITHUB_TOKEN={key:github-personal-token} ./deploy"   # expect: leaked-key/github-personal-token
watch "GITHUB_TOKEN={key:github-personal-token} ./deploy"   # expect: leaked-key/github-personal-token
trap "GITHUB_TOKEN={key:github-personal-token} ./clean" EXIT   # expect: leaked-key/github-personal-token
echo "GITHUB_TOKEN={key:github-personal-token} # of ci" >> .env   # expect: leaked-key/github-personal-token
alias deploy="GITHUB_TOKEN={key:github-personal-token} ./deploy"   # expect: leaked-key/github-personal-token
eval "export DB_PASSWORD={an:18}"   # expect: leaked-key/generic-password
