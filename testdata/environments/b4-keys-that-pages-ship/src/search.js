// What browser libraries take: notes, except where nothing says so.
docsearch({ apiKey: '{hex:32#a}', indexName: 'acme' });   // expect: leaked-key/generic-secret
export const themes = { algolia: { appId: 'BH4D9OD16A', apiKey: '{hex:32#b}', indexName: 'acme' } };   // expect: leaked-key/algolia-admin-key
const token = '0x{hex:40}';
const tokenContract = '0x{hex:40#c}';
