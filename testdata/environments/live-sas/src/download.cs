var url = "https://acme.blob.core.windows.net/c/a.zip?sv=2022-11-02&se=2031-02-01&sr=b&sp=r&sig={an:42}I%3D";   // expect: leaked-key/sas-token
