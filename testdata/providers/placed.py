# Keys whose shape says nothing, told by what stands before them.
requests.post("https://api.telegram.org/bot{key:telegram-bot-token}/sendMessage")   # expect: leaked-key/telegram-bot-token
requests.post(f"https://api.telegram.org/bot{token}/sendMessage")   # clean: from a variable
robot = "robot{key:telegram-bot-token}"   # clean: another word
client = TwilioRestClient("{key:twilio-account-sid}", "{hex:32}")   # expect: leaked-key/twilio-auth-token
client = TwilioRestClient("{key:twilio-account-sid}", os.environ["TWILIO"])   # clean: from the environment
client = Client("{key:twilio-account-sid}", "{hex:32}")   # expect: leaked-key/twilio-auth-token
client = Client("{key:twilio-account-sid}", token, region="{hex:32}x")   # clean: from a variable
hardhat = dict(accounts: ["0x{hex:64}", key,   # expect: leaked-key/ethereum-private-key
    "0x{hex:64}", "0x{hex:64}"], block="0x{hex:64}")   # expect: leaked-key/ethereum-private-key, leaked-key/ethereum-private-key
etag = "{hex:32}"   # clean: no identifier before it
conn = S3Connection("{key:aws-access-key-id}", "{key:aws-secret-access-key}")   # expect: leaked-key/aws-access-key-id, leaked-key/aws-secret-access-key
pair = ["{key:aws-access-key-id}",   # expect: leaked-key/aws-access-key-id
        "{key:aws-secret-access-key}"]   # expect: leaked-key/aws-secret-access-key
seen = ("{key:aws-access-key-id}", "{hex:40}")   # expect: leaked-key/aws-access-key-id
dg = Deepgram("{hex:40}")   # expect: leaked-key/deepgram-api-key
api = shodan.Shodan("{an:32}")   # expect: leaked-key/shodan-api-key
owm = pyowm.OWM("{hex:32}")   # expect: leaked-key/openweather-api-key
owm = pyowm.OWM(os.environ["OWM"])   # clean: from the environment
news = NewsApiClient(api_key="{hex:32}")   # expect: leaked-key/newsapi-api-key
url = "https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid={hex:32}"   # expect: leaked-key/openweather-api-key
url = "https://example.org/weather?q=Oslo&appid={hex:32}"   # clean: nobody known
rpc = "https://mainnet.infura.io/v3/{hex:32}"   # expect: leaked-key/infura-api-key
rpc = "https://eth-mainnet.g.alchemy.com/v2/{an:32}"   # expect: leaked-key/alchemy-api-key
rpc = "https://mainnet.infura.io/v3/YOUR-PROJECT-ID"   # clean: a stand-in
log = "{key:aws-access-key-id}"   # expect: leaked-key/aws-access-key-id
rev = "{an:40}"   # clean: its own name says what it is
call(id="{key:aws-access-key-id}", nonce="{an:40}")   # expect: leaked-key/aws-access-key-id, leaked-key/generic-secret
