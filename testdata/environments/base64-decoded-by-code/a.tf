locals {
  GITHUB_TOKEN = base64decode("{base64:{key:github-personal-token}}")   # expect: leaked-key/github-personal-token
}
resource "kubernetes_secret" "x" {
  binary_data = {
    GITHUB_TOKEN = "{base64:{key:github-personal-token}}"   # expect: leaked-key/github-personal-token
  }
}
