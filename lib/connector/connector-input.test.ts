import { describe, expect, it } from 'vitest';
import { enableFormSchema, enableInputSchema } from './connector-input';

describe('enableFormSchema', () => {
  const good = { name: '  SIEM  ', api: 'defender-alerts', region: 'eu', secretDays: '180' };

  it('trims the name and reads the number that a form sends', () => {
    expect(enableFormSchema.parse(good)).toEqual({ ...good, siemType: 'arcsight', name: 'SIEM', secretDays: 180 });
    expect(enableFormSchema.parse({ ...good, api: 'detections' }).api).toBe('detections');
  });

  it.each([{ api: 'other' }, { region: 'moon' }, { secretDays: '0' }, { secretDays: 'long' }])('refuses %j', (bad) => {
    expect(enableFormSchema.safeParse({ ...good, ...bad }).success).toBe(false);
  });
});

describe('enableInputSchema', () => {
  const kept = { name: 'SIEM', api: 'graph-alerts', region: 'eu', secretDays: 180 };

  it('refuses a connector whose credential opens no API of Microsoft', () => {
    expect(enableInputSchema.safeParse({ ...kept, api: 'detections' }).success).toBe(false);
  });

  it('reads a passage that an older release wrote down', () => {
    expect(enableInputSchema.parse(kept)).toEqual({ ...kept, siemType: 'arcsight', detections: false });
    expect(enableInputSchema.parse({ ...kept, detections: true }).detections).toBe(true);
  });
});
