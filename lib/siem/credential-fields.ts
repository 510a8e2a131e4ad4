import type { ConnectorDetails, Secrets } from './connector-details';
import type { SiemField } from './siem-format';

/** What a SIEM's form calls the three values that every one of them asks for. */
export type CredentialLabels = { readonly tenantId: string; readonly clientId: string; readonly clientSecret: string };

type Credential = { readonly [Part in keyof CredentialLabels]: SiemField };

/** Gives the three fields under the form's own names, to be placed in the form's own order. */
export function credentialFields(
  labels: CredentialLabels,
  { tenantId, clientId }: ConnectorDetails,
  { clientSecret }: Secrets,
): Credential {
  return {
    tenantId: { label: labels.tenantId, value: tenantId },
    clientId: { label: labels.clientId, value: clientId },
    clientSecret: { label: labels.clientSecret, value: clientSecret ?? '', secret: 'client-secret' },
  };
}
