import { type AlertsQuestion, preferUnknownMembers } from './alerts-call';
import type { ConnectorDetails, SiemApi } from './connector-details';
import { shellQuote } from './text/shell-quote';

/**
 * Each command is one line, without double quotes and backslashes unless a value needs them: so the text in the JSON
 * file is the text to paste, as it stands. The line is complete before it runs, which keeps a pasted line out of the
 * question for the secret.
 */

const quiet = 'curl --silent --show-error --globoff';

/**
 * Gives the command that asks for the client secret and puts an access token into the shell variable ACCESS_TOKEN.
 * The secret is typed without echo and goes through a pipe, so that neither the shell's history nor the list of
 * processes has it. A refusal is printed as Entra ID wrote it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export function tokenCommand({ tokenUrl, clientId, scope }: ConnectorDetails): string {
  const askForSecret = [
    `trap 'stty echo 2>/dev/null; echo >&2' 0 2`,
    `printf 'Client secret: ' >&2`,
    `stty -echo 2>/dev/null`,
    `head -n 1 | tr -d '[:cntrl:]'`,
  ].join('; ');
  const request = [
    `${quiet} --url ${shellQuote(tokenUrl)}`,
    'grant_type=client_credentials',
    shellQuote(`client_id=${clientId}`),
    shellQuote(`scope=${scope}`),
    'client_secret@-',
  ].join(' --data-urlencode ');
  // The dots stand for the quotes around the token in the answer.
  const takeToken = `sed -n '/access_token/{s/.*access_token.: *.//;s,[^A-Za-z0-9._~+/=-].*,,;p;}'`;
  return [
    // A variable of that name which is exported already would hand the token to every later command.
    'unset ACCESS_TOKEN',
    `ANSWER=$(${askForSecret} | ${request})`,
    `ACCESS_TOKEN=$(echo $ANSWER | ${takeToken})`,
    `case $ACCESS_TOKEN in '') echo $ANSWER;; *) echo Token received.;; esac`,
    'unset ANSWER',
  ].join('; ');
}

/**
 * Gives the command that fetches up to five alerts or detections with the token of the first command and prints the HTTP status.
 * The token goes through a pipe from a command built into the shell, so that the list of processes never has it.
 */
export function alertsCommand({ api, apiUrl }: ConnectorDetails): string {
  return [
    `echo Authorization: Bearer $ACCESS_TOKEN | ${quiet} --get --url ${shellQuote(apiUrl)} --header @-`,
    ...requestOptions(genericQuestions[api]),
    `--write-out ' HTTP status %{http_code}'; echo`,
  ].join(' ');
}

/** What a client asks that has read nothing yet. */
export const genericQuestions: Readonly<Record<SiemApi, AlertsQuestion>> = {
  'defender-alerts': {
    parameters: [
      ['$top', '5'],
      ['$expand', 'evidence'],
    ],
  },
  'graph-alerts': { parameters: [['$top', '5']], headers: preferUnknownMembers },
  // Of its own accord it looks back two hours, which are often without an alert.
  detections: {
    parameters: [
      ['limit', '5'],
      ['ago', 'P30D'],
    ],
  },
};

function requestOptions({ parameters, headers = {} }: AlertsQuestion): readonly string[] {
  return [
    ...parameters.map(([name, value]) => `--data-urlencode ${shellQuote(`${name}=${value}`)}`),
    ...Object.entries(headers).map(([name, value]) => `--header ${shellQuote(`${name}: ${value}`)}`),
  ];
}
