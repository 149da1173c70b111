locals {
  shops = [
    { publishable_key = "pk_live_51{an:15#n}{an:72}00{an:8}", name = "first" },
    { publishable_key = "pk_live_51{an:15#m}{an:72}00{an:8}",
      secret_key      = "sk_live_51{an:15#m}{an:72}00{an:8}" },   # expect: leaked-key/stripe-secret-key
  ]
}
