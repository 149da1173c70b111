const client = new Client({ intents });
client.login("{key:discord-bot-token}");   // expect: leaked-key/discord-bot-token
client.login(process.env.BOT);
const id = "{b64u:24}.{b64u:6}.{lal:27}";

// Fonts and programs in a bundle: four letters turn up in every megabyte.
const font = "{an:64}+{an:30}/EAA{an:140}/{an:40}+{an:20}";
const program = ["{an:64}+{an:30}/EAA{an:140}+{an:40}\",", 1];
const graph = "https://graph.facebook.example/me/EAA{an:140}/messages";   // expect: leaked-key/facebook-access-token
