/**
 * Names that tokens for the Defender for Endpoint API are asked for, each of which becomes their audience. The first is
 * today's; the second is that of most published scripts; the last two are the US Government's.
 *
 * @see https://learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp
 * @see https://learn.microsoft.com/defender-endpoint/gov#api
 * @see https://github.com/demisto/content Packs/ApiModules, MicrosoftApiModule.py (Scopes.security_center)
 */
export const defenderApiNames = [
  'https://api.securitycenter.microsoft.com',
  'https://api.securitycenter.windows.com',
  'https://securitycenter.onmicrosoft.com/windowsatpservice',
  'https://api-gcc.securitycenter.microsoft.us',
  'https://api-gov.securitycenter.microsoft.us',
] as const;
