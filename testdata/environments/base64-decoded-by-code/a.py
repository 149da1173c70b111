GITHUB_TOKEN = base64.b64decode("{base64:{key:github-personal-token}}").decode()  # expect: leaked-key/github-personal-token
BOT_TOKEN = base64.standard_b64decode(b"{base64:{key:github-personal-token}}")  # expect: leaked-key/github-personal-token
CI_TOKEN = codecs.decode(b"{base64:{key:github-personal-token}}", "base64")  # expect: leaked-key/github-personal-token
DB_PASSWORD = base64.b64decode("{base64:changeme}").decode()  # clean: what it means is a placeholder
GH_TOKEN = "{base64:{key:github-personal-token}}"  # expect: malformed-key/github-personal-token bad-encoding
