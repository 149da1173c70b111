resource "aws_lambda_function" "shop" {
  environment {
    variables = {
      STRIPE_PUBLISHABLE_KEY = "pk_test_{an:24}"   # expect: environment/test-key-in-production
    }
  }
  tags = {
    Environment = "prod"
  }
}
