// The quick start of every project: the name says nothing of the role, the token does.
const supabaseKey = '{jwt:iss=supabase ref=abcdefghijklmnopqrst role=anon iat=1750000000 exp=2060000000}'
export const supabase = createClient('https://abcdefghijklmnopqrst.supabase.co', supabaseKey)
export const other = createClient('https://abcdefghijklmnopqrst.supabase.co', '{jwt:iss=supabase ref=abcdefghijklmnopqrst role=anon iat=1750000001 exp=2060000000}')
const SUPABASE_KEY = '{jwt:iss=supabase ref=abcdefghijklmnopqrst role=service_role iat=1750000002 exp=2060000000}'   // expect: leaked-key/supabase-service-role-jwt
