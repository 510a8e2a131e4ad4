/** Why a type of evidence becomes no row of the retired API, which knew files, processes, addresses, URLs and users. */
export type NoRowReason =
  'cloudResource' | 'directoryObject' | 'message' | 'codeHosting' | 'registry' | 'session' | 'agent';

/**
 * Types of Microsoft Graph's contract that have no member which a row has a field for.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-alertevidence
 */
export const evidenceWithoutRow: ReadonlyMap<string, NoRowReason> = new Map([
  ['activeDirectoryDomainEvidence', 'directoryObject'],
  ['aiAgentEvidence', 'agent'],
  ['amazonResourceEvidence', 'cloudResource'],
  ['azureResourceEvidence', 'cloudResource'],
  ['cloudApplicationEvidence', 'cloudResource'],
  ['cloudLogonRequestEvidence', 'session'],
  ['containerEvidence', 'cloudResource'],
  ['containerImageEvidence', 'cloudResource'],
  ['containerRegistryEvidence', 'cloudResource'],
  ['gitHubOrganizationEvidence', 'codeHosting'],
  ['gitHubRepoEvidence', 'codeHosting'],
  ['gitHubUserEvidence', 'codeHosting'],
  ['googleCloudResourceEvidence', 'cloudResource'],
  ['kubernetesClusterEvidence', 'cloudResource'],
  ['kubernetesControllerEvidence', 'cloudResource'],
  ['kubernetesNamespaceEvidence', 'cloudResource'],
  ['kubernetesSecretEvidence', 'cloudResource'],
  ['kubernetesServiceAccountEvidence', 'cloudResource'],
  ['mailClusterEvidence', 'message'],
  ['mailboxConfigurationEvidence', 'message'],
  ['oauthApplicationEvidence', 'directoryObject'],
  ['registryKeyEvidence', 'registry'],
  ['registryValueEvidence', 'registry'],
  ['sasTokenEvidence', 'cloudResource'],
  ['securityGroupEvidence', 'directoryObject'],
  ['servicePrincipalEvidence', 'directoryObject'],
]);

export const noRowReasons: Readonly<Record<NoRowReason, string>> = {
  cloudResource: 'a resource of a cloud; a row has no field for one',
  directoryObject: 'an object of the directory that is no user; a row has no field for one',
  message: 'mail or its settings; what a row has fields for is in other evidence',
  codeHosting: 'an account or repository of GitHub, whose names are no users of a device',
  registry: 'a key or value of the registry; a row has no field for one, and the alert keeps its other rows',
  session: 'the number of a request to sign in, and nothing else',
  agent: 'an agent and its instructions; a row has no field for either',
};
