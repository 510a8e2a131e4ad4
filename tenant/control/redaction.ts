/** Stands for every secret, code, token and assertion in a recorded exchange. */
const redacted = 'redacted';

const secretMembers = new Set(['secretText', 'access_token', 'refresh_token', 'id_token']);
const secretParameters = ['client_secret', 'client_assertion', 'code', 'code_verifier', 'refresh_token', 'device_code'];

/** What the contract of the token endpoint declares; libraries add telemetry that is not part of it. */
const declaredParameters = [
  'client_id',
  'client_secret',
  'scope',
  'grant_type',
  'client_assertion',
  'client_assertion_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'device_code',
  'client_info',
  'x-client-SKU',
  'x-client-VER',
];

export function redactJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretMembers.has(name) && typeof member === 'string' ? redacted : redactJson(member),
    ]),
  );
}

export function redactHeaders(headers: Headers): Record<string, string> {
  const entries = [...headers].map(([name, value]): [string, string] => {
    if (name === 'authorization') return [name, `${value.split(' ')[0] ?? ''} ${redacted}`];
    return [name, name === 'cookie' || name === 'set-cookie' ? redacted : value];
  });
  return Object.fromEntries(entries);
}

/** A client that authenticates by header is named as if it had sent its id in the form. */
export function redactForm(text: string, authorization: string | null): string {
  const form = new URLSearchParams(text);
  for (const name of [...form.keys()]) {
    if (!declaredParameters.includes(name)) form.delete(name);
    else if (secretParameters.includes(name)) form.set(name, redacted);
  }
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (basic !== undefined && !form.has('client_id')) {
    const [clientId = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    form.set('client_id', decodeURIComponent(clientId));
  }
  return form.toString();
}
