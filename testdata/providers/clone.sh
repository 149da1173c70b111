git clone https://{hex:40}@git.acme.com/team/tool.git   # expect: leaked-key/url-credentials
git clone https://bob@git.acme.com/team/tool.git   # clean: a user
curl https://{hex:32}@errors.acme.com/4   # clean: a public key, no repository
