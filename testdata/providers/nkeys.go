package main

func connect() {
	pair, _ := nkeys.FromSeed([]byte("{key:nats-nkey-seed}")) // expect: leaked-key/nats-nkey-seed
	other, _ := nkeys.FromSeed([]byte(os.Getenv("SEED")))
	id := "{b32:58}"
	use(pair, other, id)
}
