import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { readClientCertificate } from './client-certificate';

async function made(keyType: 'rsa' | 'ec', keySize = 2048) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'portal' }], { keyType, keySize });
  return { key, cert };
}

describe('readClientCertificate', () => {
  it('finds key and certificate in any order, and the first certificate of a chain', async () => {
    const [own, issuer] = [await made('rsa'), await made('rsa')];
    const first = readClientCertificate(`${own.key}\n${own.cert}\n${issuer.cert}`);
    const second = readClientCertificate(`${own.cert}\n${own.key}`);
    expect(first.ok && first.value.thumbprint).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(second.ok && second.value.thumbprint).toBe(first.ok && first.value.thumbprint);
  });

  it('says what is missing, of another pair, or not taken by Entra ID', async () => {
    const [own, other] = [await made('rsa'), await made('rsa')];
    const [weak, curve] = [await made('rsa', 1024), await made('ec')];
    const problems = [
      own.key,
      own.cert,
      `${own.cert}\n${other.key}`,
      `${weak.cert}\n${weak.key}`,
      `${curve.cert}\n${curve.key}`,
    ]
      .map(readClientCertificate)
      .map((read) => !read.ok && read.error);
    expect(problems).toEqual(['noCertificate', 'noKey', 'otherKey', 'notRsa', 'notRsa']);
  });
});
