// A script of the time of the retired SIEM API: it knows the saved file, and where to pull.
import { readFileSync } from 'node:fs';

const [file, address] = process.argv.slice(2);
const { tokenUrl, clientId, clientSecret, scope, apiUrl } = JSON.parse(readFileSync(file ?? '', 'utf8'));
const body = new URLSearchParams({
  ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope },
});
const granted = await (await fetch(tokenUrl, { method: 'POST', body })).json();
const answer = await fetch(address ?? `${apiUrl}?limit=10&ago=P30D`, {
  headers: { authorization: `Bearer ${granted.access_token}` },
});
process.stdout.write(await answer.text());
