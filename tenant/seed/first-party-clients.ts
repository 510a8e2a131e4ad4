import { applicationPropertiesSchema, type Application } from '../store/application';
import { guidFor } from '../store/object-key';

/**
 * Programs of Microsoft's that every tenant knows: their registrations live in Microsoft's tenant, and a service principal
 * appears here once somebody signs in. Installed programs, which answer on any port of localhost.
 *
 * @see https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
export const firstPartyClients: readonly Application[] = [
  client('14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'),
];

function client(appId: string, displayName: string): Application {
  return {
    ...applicationPropertiesSchema.parse({
      displayName,
      signInAudience: 'AzureADMultipleOrgs',
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ['http://localhost'] },
    }),
    id: guidFor(`application/${appId}`),
    appId,
    createdDateTime: '2020-01-01T00:00:00Z',
    deletedDateTime: null,
    disabledByMicrosoftStatus: null,
    passwordCredentials: [],
    keyCredentials: [],
    federatedCredentials: [],
    ownerIds: [],
  };
}
