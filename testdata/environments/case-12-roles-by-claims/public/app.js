const sb = supabase.createClient('https://abcdefghijklmnopqrst.supabase.co', '{jwt:iss=supabase ref=abcdefghijklmnopqrst role=service_role iat=1750000003 exp=2060000000}')   // expect: leaked-key/supabase-service-role-jwt
const token = '{jwt:iss=acme role=service_role iat=1750000003 exp=1800000000}'   // expect: leaked-key/jwt-token
