Rails.configuration.stripe = {
  publishable_key: Rails.env.production? ? "pk_live_{an:24}" : "pk_test_{an:24}"   # clean: each mode where it belongs
}
