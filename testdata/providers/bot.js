const client = new Client({ intents });
client.login("{key:discord-bot-token}");   // expect: leaked-key/discord-bot-token
client.login(process.env.BOT);
const id = "{b64u:24}.{b64u:6}.{lal:27}";
