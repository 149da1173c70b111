export const API_TOKEN = new InjectionToken<string>('ApiBaseUrl');
export const AUTH_TOKEN = new InjectionToken('authBaseUrl2');
