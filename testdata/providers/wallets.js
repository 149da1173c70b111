const networks = { goerli: { url, accounts: ["0x{hex:64}"] } };   // expect: leaked-key/ethereum-private-key
const wallet = new ethers.Wallet("0x{hex:64}");   // expect: leaked-key/ethereum-private-key
const wallet2 = new ethers.Wallet(process.env.DEPLOYER);   // clean: from the environment
const provider = new HDWalletProvider("{key:bip39-mnemonic}", rpc);   // expect: leaked-key/bip39-mnemonic
const provider2 = new HDWalletProvider("one two three four five six seven eight nine ten eleven twelve", rpc);   // clean: no phrase
const hash = "0x{hex:64}";   // clean: a transaction's
