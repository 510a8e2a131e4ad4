import { logOnNames } from './account-name';
import { type JsonObject, textAt, textsAt } from './alert-value';
import type { DeviceFacts, Subject } from './detection-facts';
import { subject } from './detection-subjects';
import { allEvidence, isKind } from './graph-evidence';

const noDevice: DeviceFacts = { id: '', dnsName: '', group: '', tags: '', logOnUsers: '', ipv4: '', ipv6: '' };

/**
 * What marks the device that an alert is about: live alerts say PrimaryDevice, Microsoft's sample page Main device.
 *
 * @see https://github.com/elastic/integrations packages/m365_defender, test-alert.log (2023)
 * @see https://learn.microsoft.com/graph/api/resources/security-deviceevidence
 */
const mainRoles = new Set(['primarydevice', 'maindevice']);

type Devices = {
  /** The device of a piece of evidence, by its id; the main one for evidence that names none. */
  readonly deviceOf: (deviceId: string) => DeviceFacts;
  /** Each device as what a row may be about, the main one first. */
  readonly subjects: readonly Subject[];
};

/** The devices of an alert. The main one is the one marked so, else the first. */
export function graphDevices(evidence: readonly JsonObject[]): Devices {
  const devices = evidence.flatMap(allEvidence).filter((one) => isKind(one, 'deviceEvidence'));
  const main = devices.find(isMain) ?? devices[0];
  const ordered = main ? [main, ...devices.filter((one) => one !== main)] : [];
  const facts = ordered.map(deviceFacts);
  const [mainFacts = noDevice] = facts;
  return {
    deviceOf: (deviceId) =>
      deviceId === '' ? mainFacts : (facts.find(({ id }) => id === deviceId) ?? { ...noDevice, id: deviceId }),
    subjects: ordered.map((one) => {
      const createdAt = textAt(one, 'createdDateTime');
      return subject({ kind: 'device', createdAt, deviceId: textAt(one, 'mdeDeviceId') });
    }),
  };
}

function isMain(device: JsonObject): boolean {
  return textsAt(device, 'detailedRoles').some((role) => mainRoles.has(role.toLowerCase().replaceAll(' ', '')));
}

function deviceFacts(device: JsonObject): DeviceFacts {
  const addresses = [...new Set([...textsAt(device, 'ipInterfaces'), textAt(device, 'lastIpAddress')])].filter(Boolean);
  const nameParts = [textAt(device, 'hostName'), textAt(device, 'dnsDomain')].filter(Boolean);
  return {
    id: textAt(device, 'mdeDeviceId'),
    dnsName: textAt(device, 'deviceDnsName') || nameParts.join('.'),
    group: textAt(device, 'rbacGroupName'),
    tags: textsAt(device, 'tags').join(', '),
    logOnUsers: logOnNames(device),
    ipv4: addresses.filter((address) => !address.includes(':')).join(', '),
    ipv6: addresses.filter((address) => address.includes(':')).join(', '),
  };
}
