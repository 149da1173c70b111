resource "null_resource" "setup" {
  provisioner "remote-exec" {
    inline = ["GITHUB_TOKEN={key:github-personal-token} ./setup"]   # expect: leaked-key/github-personal-token
  }
}
