import { describe, expect, test } from 'vitest';
import { defenderAnswer, graphAnswer } from '../testing/sample-alerts';
import { splunkEvent } from './splunk-event';

const byName = (alert: unknown) => Object.fromEntries(splunkEvent(alert).map(({ name, value }) => [name, value]));

describe('splunkEvent', () => {
  test('leaves out what the alert does not say', () => {
    const nothing = { app: 'ms:defender', type: 'alert' };
    for (const alert of [null, 7, [], {}, { title: null, severity: '', evidence: null, mitreTechniques: [] }]) {
      expect(byName(alert)).toEqual(nothing);
    }
    expect(byName({ evidence: [null, 'text', { deviceDnsName: null, userAccount: null }], relatedUser: [] })).toEqual(
      nothing,
    );
  });

  test('names the fields of a Defender for Endpoint alert as the add-on does', () => {
    const [alert] = defenderAnswer.value;
    expect(byName({ ...alert, aadTenantId: 'b3c1b5fc-828c-45fa-a1e1-10d74f6d6e9c' })).toEqual({
      app: 'ms:defender',
      type: 'alert',
      severity: 'low',
      signature: 'Low-reputation arbitrary code executed by signed executable',
      subject: 'Low-reputation arbitrary code executed by signed executable',
      body: 'Binaries signed by Microsoft can be used to run low-reputation arbitrary code.',
      mitre_technique_id: 'T1064, T1085',
      src: 'temp123.middleeast.corp.microsoft.com',
      // No evidence of this API names a device, and then the add-on takes the tenant.
      dest: 'b3c1b5fc-828c-45fa-a1e1-10d74f6d6e9c',
      user_name: 'temp123',
    });
  });

  test('names the fields of a Microsoft Graph alert as the add-on does', () => {
    expect(byName(graphAnswer.value[0])).toMatchObject({
      severity: 'low',
      signature: 'Suspicious execution of hidden file',
      src: 'microsoftDefenderForEndpoint',
      dest: 'yonif-lap3.middleeast.corp.microsoft.com',
    });
  });

  test('takes the first member that holds anything, and every value of it once', () => {
    const evidence = [
      { deviceDnsName: 'a.example.test', userAccount: { userPrincipalName: 'one@example.test' } },
      { deviceDnsName: 'b.example.test', userPrincipalName: 'two@example.test' },
      { deviceDnsName: 'a.example.test', userAccount: { userPrincipalName: null } },
    ];
    const alert = { evidence, aadTenantId: 'tenant', threatName: 'Mikatz', threatFamilyName: 'Family' };
    expect(byName(alert)).toMatchObject({
      signature_id: 'Mikatz',
      dest: 'a.example.test, b.example.test',
      user: 'one@example.test',
    });
    expect(byName({ ...alert, threatName: null, actorDisplayName: 'BORON' })).toMatchObject({
      signature_id: 'Family',
      user: 'BORON',
    });
    expect(byName({ evidence: [{ userPrincipalName: 'two@example.test' }] })).toMatchObject({
      user: 'two@example.test',
    });
  });
});
