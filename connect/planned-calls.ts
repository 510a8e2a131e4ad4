import type { CredentialKind } from './options';
import { microsoftGraphAppId, type Registration } from './registration';

export type PlannedCall = {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'DELETE';
  /** Below the version of Microsoft Graph; `{…}` is known only then. */
  readonly path: string;
  readonly why: string;
  /** Left out when there is nothing to do. */
  readonly onlyIfNeeded: boolean;
};

/** Every call of Microsoft Graph that a run makes, in their order, for a person who wants to know beforehand. */
export function plannedCalls({ uniqueName }: Registration, credential: CredentialKind): readonly PlannedCall[] {
  const application = `/applications(uniqueName='${uniqueName}')`;
  const principal = "/servicePrincipals(appId='{appId}')";
  return [
    read(`/servicePrincipals(appId='${microsoftGraphAppId}')`, 'the ids of the permissions that are asked for'),
    read(application, 'whether the registration is there'),
    write('PATCH', application, 'makes the registration, or repairs it'),
    read(application, 'until the directory knows of it'),
    read(principal, 'whether its service principal is there'),
    write('PATCH', principal, 'makes the service principal'),
    read(principal, 'until the directory knows of it'),
    read('/servicePrincipals/{id}/oauth2PermissionGrants', 'whether there is admin consent'),
    write('POST', '/oauth2PermissionGrants', 'admin consent for what each sign-in asks for'),
    write('PATCH', '/oauth2PermissionGrants/{id}', 'admin consent for what is missing of it'),
    ...credentialCalls(credential),
  ];
}

function credentialCalls(credential: CredentialKind): readonly PlannedCall[] {
  if (credential === 'certificate') {
    return [
      read('/applications/{id}', 'whether the certificate is registered'),
      write('PATCH', '/applications/{id}', 'registers the certificate; its key stays here'),
    ];
  }
  return [
    write('POST', '/applications/{id}/addPassword', 'makes a client secret for .env'),
    write('POST', '/applications/{id}/removePassword', 'removes one that an unfinished run made'),
  ];
}

function read(path: string, why: string): PlannedCall {
  return { method: 'GET', path, why, onlyIfNeeded: false };
}

function write(method: PlannedCall['method'], path: string, why: string): PlannedCall {
  return { method, path, why, onlyIfNeeded: true };
}

/** As lines for a terminal. */
export function describeCalls(calls: readonly PlannedCall[]): readonly string[] {
  const width = Math.max(...calls.map(({ path }) => path.length));
  return calls.map(({ method, path, why, onlyIfNeeded }) => {
    return `  ${method.padEnd(6)} ${path.padEnd(width)}  ${why}${onlyIfNeeded ? ' (only if needed)' : ''}`;
  });
}
