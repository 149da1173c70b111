env = ["TWILIO_AUTH_TOKEN={hex:32}"]   # expect: leaked-key/twilio-auth-token
env = ["TWILIO_AUTH_TOKEN=%s" % token]
