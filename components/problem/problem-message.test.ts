import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { StepProblem } from '@/lib/connector/connector';
import { type FindingId, findingIds } from '@/lib/doctor/finding-id';
import { apiErrors } from '@/lib/doctor/api-errors';
import { portalWords } from '@/lib/doctor/portal-words';
import { signInCodes } from '@/lib/doctor/sign-in-code';
import { loadMessages } from '@/lib/locale/messages';
import { FindingWords } from '@/components/doctor/refusal-message';
import { canTryAgain } from './try-again';

const languages = { en: await loadMessages('en'), sv: await loadMessages('sv') } as const;

/** What a page says of a finding. */
function words(locale: keyof typeof languages, id: FindingId): string {
  const children = createElement(FindingWords, { id, otherwise: 'words of the cause' });
  const provider = { locale, messages: languages[locale], timeZone: 'UTC', children } as const;
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider));
}

/** What the portal’s own calls are answered: by Microsoft Graph, and by Entra ID. */
const met: readonly FindingId[] = [...signInCodes, ...apiErrors.map(({ id }) => id)];

/** To the person who looks after a SIEM, of no use to whoever sets one up here. */
const TO_A_SIEM =
  /[Hh]ave the SIEM|in the SIEM(?! *\.)|the SIEM(?:’s)? (?:asks|reads|calls|got|fetch)|[Ll]åt (?:ditt )?SIEM/;

describe.each(['en', 'sv'] as const)('in %s', (locale) => {
  it.each(met)('%s is said in words for whoever works in the portal', (id) => {
    expect(words(locale, id)).not.toBe('');
    expect(words(locale, id)).not.toMatch(TO_A_SIEM);
  });

  it.each(findingIds)('%s has words of its own, or those of its cause', (id) => {
    const said = words(locale, id);
    if (portalWords(id).kind === 'cause') expect(said).toBe('words of the cause');
    else expect(said).toMatch(/[.:] .{10}/);
  });
});

const problem = (cause: StepProblem['cause'], finding?: FindingId): StepProblem => ({
  ...{ kind: 'problem', cause, status: 400, aadsts: null, requestId: null },
  ...(finding && { finding }),
});

describe('trying again', () => {
  it.each([
    [problem('forbidden', 'Directory_QuotaExceeded'), true],
    [problem('forbidden', 'Authorization_RequestDenied'), true],
    [problem('policy', 'CredentialTypeNotAllowedAsPerAppPolicy'), true],
    [problem('policy', 'CredentialInvalidLifetimeAsPerAppPolicy'), false],
    [problem('refused', 'serviceManagementReference'), false],
    [problem('refused', 'Request_BadRequest'), true],
    [problem('refused', 'unknownProperty'), false],
    [problem('refused'), true],
    [problem('entra', 'AADSTS53003'), true],
    [problem('entra', 'AADSTS70011'), false],
    [problem('signInAgain', 'malformedToken'), true],
    [problem('throttled', 'TooManyRequests'), true],
    [problem('purged'), false],
  ])('%o: %s', (given, helps) => {
    expect(canTryAgain(given)).toBe(helps);
  });
});
