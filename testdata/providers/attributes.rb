default["mysql"]["server_root_password"] = "{an:14}"   # expect: leaked-key/generic-password
default["mysql"]["data_bag_secret_file"] = "/etc/chef/secret"   # clean: a path
