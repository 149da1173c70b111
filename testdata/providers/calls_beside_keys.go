package main

const apiKey = "{an:32}" // expect: leaked-key/generic-secret

func connect(request *http.Request) smtp.Auth {
	request.SetBasicAuth("orca", "MustangLantern6409!") // expect: leaked-key/generic-password
	return smtp.PlainAuth("", "orca", "HarborCricket3308!", host) // expect: leaked-key/generic-password
}
