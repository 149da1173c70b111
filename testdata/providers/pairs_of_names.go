package main

func connect() {
	user, password := "orca", "{an:20}" // expect: leaked-key/generic-password
	signingKey, _ := hex.DecodeString("{hex:64}") // expect: leaked-key/generic-secret
	use(user, password, signingKey)
}
