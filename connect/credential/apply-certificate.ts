import { existsSync, readFileSync } from 'node:fs';
import { fromGraph } from '../../lib/directory/step-problem';
import { type Result, succeed } from '../../lib/result';
import { stopped } from '../apply-registration';
import type { ConnectContext, ConnectProblem } from '../connect-context';
import { replaceFile } from '../environment-file';
import { isNearItsEnd, makeCertificate, type PortalCertificate, readCertificate } from './certificate';
import { readCertificates, type RegisteredCertificate, writeCertificates } from './certificate-calls';

export const credentialName = 'SIEM Connect (npm run connect)';

/**
 * Registers the certificate of a file with the application. The file is made before Entra ID hears of it, so that a run
 * that is killed in between goes on with the same key, and one that ends soon is replaced. Certificates of others stay.
 */
export async function applyCertificate(
  { graph, clock, say }: ConnectContext,
  applicationId: string,
  file: string,
): Promise<Result<void, ConnectProblem>> {
  const certificate = await openCertificate(file, clock.now(), say);
  const registered = await readCertificates(graph, applicationId);
  if (!registered.ok) return stopped('credential', fromGraph(registered.error));
  if (registered.value.some(({ key }) => key === certificate.der)) {
    say('The certificate is registered.');
    return succeed(undefined);
  }
  const kept = registered.value.filter((one) => !isEndedOfOurs(one, clock.now()));
  const added: RegisteredCertificate = {
    ...{ type: 'AsymmetricX509Cert', usage: 'Verify', displayName: credentialName },
    ...{ key: certificate.der, startDateTime: time(certificate.beginsAt), endDateTime: time(certificate.endsAt) },
  };
  const written = await writeCertificates(graph, applicationId, [...kept, added]);
  if (!written.ok) return stopped('credential', fromGraph(written.error));
  say(`Registered the certificate, which ends on ${day(certificate.endsAt)}.`);
  return succeed(undefined);
}

async function openCertificate(file: string, now: number, say: ConnectContext['say']): Promise<PortalCertificate> {
  const there = existsSync(file) ? readCertificate(readFileSync(file, 'utf8')) : null;
  if (there && !isNearItsEnd(there, now)) return there;
  const made = await makeCertificate(now);
  replaceFile(file, made.pem);
  say(`Made a key and a certificate in ${file}. Nobody but this user may read the file, and it goes nowhere.`);
  return made;
}

function isEndedOfOurs({ displayName, endDateTime }: RegisteredCertificate, now: number): boolean {
  return displayName === credentialName && Date.parse(endDateTime ?? '') < now;
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function day(milliseconds: number): string {
  return time(milliseconds).slice(0, 10);
}
