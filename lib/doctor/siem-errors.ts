import { defineRules } from './error-rule';

/**
 * Messages of the SIEM, of its machine and of the retired set-up, which say more than the answer that they wrap.
 *
 * @see https://learn.microsoft.com/previous-versions/microsoft-365/security/defender-endpoint/troubleshoot-siem
 */
export const siemErrors = defineRules([
  {
    id: 'reauthenticate',
    pattern: /set reauthenticate to true|could not refresh the access token|failed to refresh (?:the|access) token/i,
  },
  { id: 'retiredSiemApi', pattern: /wdatp-alertexporter[\w.-]{0,80}/i },
  { id: 'retiredResource', pattern: /WDATPAlertExport\.Seville|\/\/graph\.windows\.net/i },
  { id: 'replyUrl', pattern: /UserAuthenticationCallback|winatpmanagement-/i },
  { id: 'popUpBlocked', pattern: /pop-?up (?:was |is )?block(?:ed|er)|block(?:ed|s|ing)? (?:the |a |all )?pop-?ups?/i },
  // Not the words beside AADSTS7000222, which say the same.
  {
    id: 'secretExpired',
    pattern: /(?<!AADSTS7000222: [^.]{0,60})(?:client secret|secret key)s? (?:has |have |is |are )?expired/i,
  },
  {
    id: 'untrustedCertificate',
    pattern:
      /PKIX path building failed|unable to find valid certification path|certificate verify failed|self[- ]signed certificate|x509: certificate signed by unknown authority/i,
  },
  {
    id: 'unreachable',
    pattern:
      /UnknownHostException|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|no such host|name or service not known|could not resolve host|connection (?:refused|timed out)|connect timed out/i,
  },
]);
