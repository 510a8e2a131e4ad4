import { createHash } from 'node:crypto';
import { tenantDomain } from '../seed/people';
import { guidFor } from '../store/object-key';
import type { AccountHolder, Device } from './alert-model';

/** Machines and people the alerts are about; none of them can sign in here. */
export const devices: readonly [Device, ...Device[]] = [
  device(['wks-0142', 'Windows11', 26_100, 'Workstations']),
  device(['wks-0187', 'Windows11', 26_100, 'Workstations']),
  device(['wks-0211', 'Windows11', 22_631, 'Workstations']),
  device(['wks-finance-03', 'Windows10', 19_045, 'Finance']),
  device(['lap-konsult-19', 'Windows11', 26_100, 'Workstations']),
  device(['lap-board-02', 'macOS', 24, 'Management']),
  device(['srv-file-01', 'WindowsServer2022', 20_348, 'Servers']),
  device(['srv-build-04', 'Linux', 22, 'Servers']),
  device(['srv-sql-02', 'WindowsServer2019', 17_763, 'Servers']),
  device(['dc-02', 'WindowsServer2022', 20_348, 'Domain controllers']),
];

export const accountHolders: readonly [AccountHolder, ...AccountHolder[]] = [
  accountHolder('anna.lind', 'Anna Lind', 1104),
  accountHolder('bjorn.ek', 'Björn Ek', 1107),
  accountHolder('chen.wei', 'Chen Wei', 1122),
  accountHolder('fatima.haddad', 'Fatima Haddad', 1131),
  accountHolder('jonas.berg', 'Jonas Berg', 1140),
  accountHolder('svc-backup', 'Backup service', 1203),
  accountHolder('svc-sql', 'SQL service', 1204),
];

export const analysts: readonly [string, ...string[]] = [
  `security-admin@${tenantDomain}`,
  `security-reader@${tenantDomain}`,
];

function device([hostName, osPlatform, osBuild, group]: readonly [string, string, number, string]): Device {
  const id = createHash('sha1').update(hostName).digest('hex');
  return {
    id,
    dnsName: `${hostName}.${tenantDomain}`,
    osPlatform,
    osBuild,
    group,
    ipAddress: `10.20.${Number.parseInt(id.slice(0, 2), 16)}.${Number.parseInt(id.slice(2, 4), 16)}`,
  };
}

function accountHolder(accountName: string, displayName: string, relativeId: number): AccountHolder {
  return {
    accountName,
    displayName,
    sid: `S-1-5-21-1721254763-462695806-1538882281-${relativeId}`,
    objectId: guidFor(`account-holder/${accountName}`),
    userPrincipalName: `${accountName}@${tenantDomain}`,
  };
}
