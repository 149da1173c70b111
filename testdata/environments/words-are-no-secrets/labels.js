const a = { password: 'Pasahitza', passwd: 'Wagwoord' };
