import { createInterface } from 'node:readline/promises';
import { fail, type Result, succeed } from '../lib/result';
import { type CredentialKind, portalAddress } from './options';

export type Answers = { readonly portalUrl: string; readonly credential: CredentialKind };

/** What is known without asking; null is asked for. */
export type Known = { readonly portalUrl: string | null; readonly credential: CredentialKind | null };

const usualAddress = 'http://localhost:3000';

/**
 * Asks for what neither the command line nor the settings say: at most two questions, each with an answer to take by
 * pressing Enter. Without a terminal nobody can be asked.
 */
export async function askForRest({ portalUrl, credential }: Known): Promise<Result<Answers, string>> {
  if (portalUrl && credential) return succeed({ portalUrl, credential });
  if (!process.stdin.isTTY) {
    const missing = [!portalUrl && '--portal-url', !credential && '--credential'].filter(Boolean).join(' and ');
    return fail(`There is no terminal to ask on. Give ${missing}.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return succeed({
      portalUrl: portalUrl ?? (await askAddress((question) => terminal.question(question))),
      credential: credential ?? (await askCredential((question) => terminal.question(question))),
    });
  } finally {
    terminal.close();
  }
}

type Ask = (question: string) => Promise<string>;

async function askAddress(ask: Ask): Promise<string> {
  for (;;) {
    const answer = await ask(`Where will people reach the portal? [${usualAddress}] `);
    const parsed = portalAddress.safeParse(answer.trim() || usualAddress);
    if (parsed.success) return parsed.data;
    process.stdout.write(`The address ${parsed.error.issues[0]?.message ?? 'cannot be read'}.\n`);
  }
}

async function askCredential(ask: Ask): Promise<CredentialKind> {
  for (;;) {
    const answer = (await ask('How does the portal prove who it is: certificate or secret? [certificate] ')).trim();
    if (answer === '' || answer === 'certificate') return 'certificate';
    if (answer === 'secret') return 'secret';
  }
}
