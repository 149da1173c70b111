package main

func connect() {
	pair, _ := nkeys.FromSeed([]byte("{key:nats-nkey-seed}")) // expect: leaked-key/nats-nkey-seed
	other, _ := nkeys.FromSeed([]byte(os.Getenv("SEED")))
	id := "{b32:58}"
	text := "SUAB{b32:54}" // clean: begins like a seed, under no name of one, and its checksum is another
	use(pair, other, id, text)
}
