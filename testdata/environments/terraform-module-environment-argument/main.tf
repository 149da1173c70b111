module "shop" {
  source                 = "./shop"
  environment            = "production"
  stripe_publishable_key = "pk_test_{an:24}"   # expect: environment/test-key-in-production
}
module "shop_staging" {
  source                 = "./shop"
  environment            = "staging"
  stripe_publishable_key = "pk_test_{an:24}"   # clean: staging
}
