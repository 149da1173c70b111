locals {
  stripe_publishable_key = terraform.workspace == "production" ? "pk_live_{an:24}" : "pk_test_{an:24}"   # clean: chosen at run time
}
