user, password = "orca", "{an:20}"   # expect: leaked-key/generic-password
api_key, api_secret = "{an:32}", "{an:40}"   # expect: leaked-key/generic-secret, leaked-key/generic-secret
PASSWORDS = {"jan": "MustangFalcon9529*"}   # expect: leaked-key/generic-password
API_KEYS = {"maps": "{an:32}"}   # expect: leaked-key/generic-secret
tokens = {"PLUS": "plus_sign", "MINUS": "minus_sign"}   # clean: a lexer's
parser.add_argument("--api-key", "-k", default="{hex:32}")   # expect: leaked-key/generic-secret
driver = GraphDatabase.driver(uri, auth=("neo4j", "{an:24}"))   # expect: leaked-key/generic-password
