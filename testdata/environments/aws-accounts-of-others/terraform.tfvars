access_key         = "{key:aws-access-key-id}"   # expect: leaked-key/aws-access-key-id
logging_account_id = "471182930156"
shared_account_id  = "471182930157"
dns_account_id     = "471182930158"
