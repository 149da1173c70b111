TRUSTED_SIGNER_KEY = "RWQ{b64:53}"
verify_key = "{hex:64}"
verification_key = "{hex:64}"
VALIDATOR_KEY = "cosmosvalconspub1{lan:60}"
