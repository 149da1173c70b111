es = Elasticsearch("https://es.acme.com:9200", basic_auth=("elastic", "{an:20}"))   # expect: leaked-key/generic-password
es = Elasticsearch(url, basic_auth=("elastic", os.environ["ES"]))   # clean: from the environment
conn = cx_Oracle.connect("scott/{an:16}@db.acme.com/orcl")   # expect: leaked-key/generic-password
conn = ldap3.Connection(server, "cn=admin,dc=acme,dc=com", "{an:16}")   # expect: leaked-key/generic-password
box.pass_("{an:16}")   # expect: leaked-key/generic-password
login = pika.PlainCredentials("acme", "{an:16}")   # expect: leaked-key/generic-password
store = Minio("minio.acme.com", "acmeadmin", "{an:32}")   # expect: leaked-key/generic-secret
