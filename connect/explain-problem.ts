import type { StepProblem } from '../lib/connector/connector';
import type { EntraProblem } from '../lib/entra/entra-problem';
import type { ConnectProblem, ConnectStep } from './connect-context';

const doing: Readonly<Record<ConnectStep, string>> = {
  read: 'Reading the directory',
  application: 'Making the registration',
  servicePrincipal: 'Making the service principal',
  consent: 'Giving admin consent',
  credential: 'Registering the credential',
  settings: 'Writing the settings',
  undo: 'Removing the registration',
};

const registrars =
  'Application Developer, Application Administrator, Cloud Application Administrator and Global Administrator may do it.';

/** What happened, what it means and what to do, with the request id for Microsoft's support. */
export function explainProblem({ step, problem }: ConnectProblem): string {
  const place = [problem.status && `HTTP ${problem.status}`, problem.requestId && `request ${problem.requestId}`];
  const known = place.filter(Boolean).join(', ');
  const rest = 'What was done stays; run the same command again to go on.';
  return `${doing[step]} failed. ${sentence(step, problem)}${known && ` (${known})`}\n${rest}`;
}

const sentences: Readonly<Partial<Record<StepProblem['cause'], string>>> = {
  forbidden: `The signed-in person may not do this. ${registrars}`,
  policy: "The tenant's app management policy forbids this.",
  signInAgain: 'Microsoft Graph did not take the access token. Sign in again.',
  throttled: 'Microsoft Graph is busy and did not become free. Try again in some minutes.',
  unavailable: 'Microsoft Graph is not available. Try again in some minutes.',
  unreachable: 'Microsoft Graph cannot be reached from here. See whether this machine may reach it, and its proxy.',
  replication: 'The directory does not know yet of what was just made. Try again in some minutes.',
  malformed: 'The answer was not one of Microsoft Graph, or a permission that is needed does not exist in this cloud.',
};

function sentence(step: ConnectStep, { cause }: StepProblem): string {
  if (step === 'settings') return 'The file cannot be written. Make it and its folder writable.';
  if (step === 'credential' && cause === 'policy') {
    return "The tenant's app management policy forbids this credential. Use the other one: --credential certificate or secret.";
  }
  return sentences[cause] ?? 'Microsoft Graph refused.';
}

/** Why nobody is signed in. */
export function explainSignIn({ kind, aadsts, correlationId }: EntraProblem): string {
  const place = [aadsts && `AADSTS${aadsts}`, correlationId && `correlation ${correlationId}`]
    .filter(Boolean)
    .join(', ');
  return `Sign-in failed. ${signInSentence(kind)}${place && ` (${place})`}`;
}

const notConsented =
  'Microsoft Graph Command Line Tools may not be used without the consent of an administrator. Let one run this, or use --token-file.';
const policy =
  'A policy of the tenant stands in the way. Where it blocks device codes, sign in with the browser of this machine.';
const notReached = 'Microsoft Entra ID cannot be reached, or is busy. Try again.';

const signInSentences: Readonly<Partial<Record<EntraProblem['kind'], string>>> = {
  declined: 'It was cancelled, or consent was declined.',
  adminApproval: notConsented,
  consentMissing: notConsented,
  policy,
  mfa: policy,
  access: 'This person is not assigned to Microsoft Graph Command Line Tools. Use another account, or --token-file.',
  unreachable: notReached,
  unavailable: notReached,
  throttled: notReached,
};

function signInSentence(kind: EntraProblem['kind']): string {
  return signInSentences[kind] ?? 'Microsoft Entra ID did not say more. Look in its sign-in logs.';
}
