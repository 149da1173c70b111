resource "local_file" "first" {
  content = <<EOT
export GITHUB_TOKEN={key:github-personal-token} && ./x   # expect: leaked-key/github-personal-token
EOT
}
resource "local_file" "second" {
  content = <<EOT
GITHUB_TOKEN={key:github-personal-token} ./x   # expect: leaked-key/github-personal-token
EOT
}
