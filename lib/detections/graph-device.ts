import { type JsonObject, objectsAt, textAt, textsAt } from './alert-value';
import type { DeviceFacts } from './detection-facts';
import { isKind } from './graph-subject';

const noDevice: DeviceFacts = { id: '', dnsName: '', group: '', tags: '', logOnUsers: '', ipv4: '', ipv6: '' };

/** Finds the device of a piece of evidence; the alert's main device for evidence that names none. */
export function graphDevices(evidence: readonly JsonObject[]): (deviceId: string) => DeviceFacts {
  const devices = evidence.filter((one) => isKind(one, 'deviceEvidence'));
  const main = devices.find((one) => textsAt(one, 'detailedRoles').includes('Main device')) ?? devices[0];
  const mainFacts = main ? deviceFacts(main) : noDevice;
  return (deviceId) => {
    if (deviceId === '' || deviceId === mainFacts.id) return mainFacts;
    const device = devices.find((one) => textAt(one, 'mdeDeviceId') === deviceId);
    return device ? deviceFacts(device) : mainFacts;
  };
}

function deviceFacts(device: JsonObject): DeviceFacts {
  const addresses = textsAt(device, 'ipInterfaces');
  return {
    id: textAt(device, 'mdeDeviceId'),
    dnsName: textAt(device, 'deviceDnsName'),
    group: textAt(device, 'rbacGroupName'),
    tags: textsAt(device, 'tags').join(', '),
    logOnUsers: objectsAt(device, 'loggedOnUsers').map(logOnName).filter(Boolean).join('; '),
    ipv4: addresses.filter((address) => !address.includes(':')).join(', '),
    ipv6: addresses.filter((address) => address.includes(':')).join(', '),
  };
}

function logOnName(user: JsonObject): string {
  return [textAt(user, 'domainName'), textAt(user, 'accountName')].filter(Boolean).join('\\');
}
