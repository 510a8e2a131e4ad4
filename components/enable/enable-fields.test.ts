import { NextIntlClientProvider } from 'next-intl';
import { createElement, createRef } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ApiOption, EnableOptions } from '@/lib/pages/enable-queries';
import { loadMessages } from '@/lib/locale/messages';
import { findSiemFormat } from '@/lib/siem/catalogue/siem-catalogue';
import { isBlocked } from './offered-apis';
import { proposeApi } from './proposed-api';
import { EnableFields } from './enable-fields';

const messages = await loadMessages('en');

function options(...obstacles: readonly [ApiOption['obstacle'], ApiOption['obstacle']]): EnableOptions {
  return {
    cloud: 'china',
    organization: 'Contoso',
    apis: [
      { api: 'defender-alerts', upstream: 'defender-alerts', appRole: 'Alert.Read.All', obstacle: obstacles[0] },
      { api: 'graph-alerts', upstream: 'graph-alerts', appRole: 'SecurityAlert.Read.All', obstacle: obstacles[1] },
    ],
    ...{
      regions: [],
      graphHost: 'microsoftgraph.chinacloudapi.cn',
      portalHost: 'siem.contoso.example',
      lifetimes: [90],
      usualLifetime: 90,
    },
    ...{ policyMaxDays: null, secretsForbidden: false, wantsReference: false },
  };
}

/** The radio buttons as they are drawn. */
function radios(given: EnableOptions): readonly string[] {
  const fields = createElement(EnableFields, {
    options: given,
    chosen: { siemType: 'generic-api', api: 'graph-alerts' },
    onChoose: () => undefined,
    searchRef: createRef<HTMLInputElement>(),
    nameRef: createRef<HTMLInputElement>(),
    nameValidated: false,
  });
  const english = { locale: 'en', messages, timeZone: 'UTC', children: fields } as const;
  return (
    renderToStaticMarkup(createElement(NextIntlClientProvider, english)).match(
      /<input[^>]*type="radio"[^>]*name="api"[^>]*>/g,
    ) ?? []
  );
}

const disabled = (radio: string) => / (aria-)?disabled=/.test(radio);

describe('EnableFields', () => {
  it('lets nobody choose an API that the cloud does not have', () => {
    expect(radios(options('cloud', 'cloud')).map(disabled)).toEqual([true, true]);
    expect(radios(options('missing', null)).map(disabled)).toEqual([true, false]);
  });

  it('lets be chosen what an administrator can be asked for', () => {
    expect(radios(options('role', null)).map(disabled)).toEqual([false, false]);
  });
});

describe('proposeApi', () => {
  const access = (id: string) => findSiemFormat(id)?.access ?? { credential: 'none' as const };
  const proposed = (id: string, given: EnableOptions) => proposeApi(access(id), given);

  it('takes of two APIs the one that this person can grant', () => {
    expect(proposed('generic-api', options('role', null))).toMatchObject({
      ...{ kind: 'grant', option: { api: 'graph-alerts' }, permissions: ['SecurityAlert.Read.All'] },
    });
    expect(proposed('generic-api', options(null, 'role'))).toMatchObject({
      ...{ kind: 'grant', option: { api: 'defender-alerts' } },
    });
  });

  it('says before anything is made that an administrator has to grant what the SIEM reads', () => {
    expect(proposed('wazuh', options(null, 'role'))).toMatchObject({ kind: 'ask', option: { api: 'graph-alerts' } });
    expect(proposed('wazuh', options(null, 'cloud')).kind).toBe('unavailable');
  });

  it('makes no connector for a SIEM that needs none', () => {
    expect(proposed('sentinel', options(null, null))).toEqual({ kind: 'needsNone' });
  });
});

describe('isBlocked', () => {
  it('stops where no API can be chosen, whatever the reasons, or no secret be made', () => {
    expect(isBlocked(options('cloud', 'cloud'))).toBe(true);
    expect(isBlocked(options('missing', 'cloud'))).toBe(true);
    expect(isBlocked({ ...options(null, null), secretsForbidden: true })).toBe(true);
    expect(isBlocked(options('role', 'cloud'))).toBe(false);
    expect(isBlocked(options(null, 'missing'))).toBe(false);
  });
});
