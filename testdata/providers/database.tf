resource "db" "main" {
  password = var.env == "prod" ? "{an:14}" : var.dev_password   # expect: leaked-key/generic-password
}
