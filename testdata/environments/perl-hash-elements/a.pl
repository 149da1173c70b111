$cfg{password} = '{an:18}';   # expect: leaked-key/generic-password
$self->{api_token} = "{an:40}";   # expect: leaked-key/generic-secret
$ENV{OPENAI_API_KEY} = '{key:github-personal-token}';   # expect: leaked-key/github-personal-token, scope/wrong-provider
$ENV{AWS_SECRET_ACCESS_KEY} = "{key:aws-secret-access-key}";   # expect: leaked-key/aws-secret-access-key
