const TOKEN_PROGRAM_ID = new PublicKey('{b58:44}');
const USDC_TOKEN = new PublicKey('{b58:44}');
const tokenMint = '{b58:44}';
const tokenAddress = 'T{b58:33}';
