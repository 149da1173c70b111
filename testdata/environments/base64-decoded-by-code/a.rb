GITHUB_TOKEN = Base64.decode64("{base64:{key:github-personal-token}}")  # expect: leaked-key/github-personal-token
GH_TOKEN = Base64.strict_decode64("{base64:{key:github-personal-token}}")  # expect: leaked-key/github-personal-token
CI_TOKEN = "{base64:{key:github-personal-token}}".unpack1("m")  # expect: leaked-key/github-personal-token
