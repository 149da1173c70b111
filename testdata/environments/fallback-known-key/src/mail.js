const key = process.env.SENDGRID_API_KEY || "{key:sendgrid-api-key}";   // expect: leaked-key/sendgrid-api-key, environment/fallback-literal
