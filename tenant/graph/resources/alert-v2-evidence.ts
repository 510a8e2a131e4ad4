import {
  windowsDomain,
  type AccountHolder,
  type DetectedAlert,
  type Evidence,
  type FileFacts,
} from '../../alerts/alert-model';
import type { JsonObject } from '../protocol/graph-call';

/** The device comes first, then what was found on it. */
export function describeGraphEvidence(alert: DetectedAlert): readonly JsonObject[] {
  const found = alert.evidence.map((evidence) => describeItem(evidence, alert));
  return alert.device === null ? found : [describeDevice(alert), ...found];
}

function describeDevice({ device, createdAt, firstActivityAt }: DetectedAlert): JsonObject {
  return {
    ...base('deviceEvidence', createdAt),
    firstSeenDateTime: firstActivityAt,
    mdeDeviceId: device?.id ?? null,
    azureAdDeviceId: null,
    deviceDnsName: device?.dnsName ?? null,
    hostName: device?.dnsName.split('.')[0] ?? null,
    ntDomain: null,
    dnsDomain: device?.dnsName.split('.').slice(1).join('.') ?? null,
    osPlatform: device?.osPlatform ?? null,
    osBuild: device?.osBuild ?? null,
    version: 'Other',
    healthStatus: 'active',
    riskScore: 'medium',
    rbacGroupId: 75,
    rbacGroupName: device?.group ?? null,
    onboardingStatus: 'onboarded',
    defenderAvStatus: 'updated',
    // Seen filled or empty beside the last address, see the rule set tests of wazuh/wazuh for ms-graph.
    ipInterfaces: [],
    lastIpAddress: device?.ipAddress ?? null,
    loggedOnUsers: [],
    roles: ['compromised'],
    // Live alerts say this; Microsoft's sample page has Main device. See elastic/integrations test-alert.log.
    detailedRoles: ['PrimaryDevice'],
    vmMetadata: null,
  };
}

function describeItem(evidence: Evidence, { device }: DetectedAlert): JsonObject {
  const { createdAt, detection } = evidence;
  const onDevice = { detectionStatus: detection, mdeDeviceId: device?.id ?? null };
  switch (evidence.kind) {
    case 'user':
      return { ...base('userEvidence', createdAt), userAccount: describeAccount(evidence.user) };
    case 'file':
      return { ...base('fileEvidence', createdAt), ...onDevice, fileDetails: describeFile(evidence.file) };
    case 'process':
      return { ...base('processEvidence', createdAt), ...onDevice, ...describeProcess(evidence) };
    case 'ip':
      return { ...base('ipEvidence', createdAt), ipAddress: evidence.ipAddress, countryLetterCode: null };
    case 'url':
      return { ...base('urlEvidence', createdAt), url: evidence.url };
    case 'registry':
      return {
        ...base('registryValueEvidence', createdAt),
        mdeDeviceId: device?.id ?? null,
        registryHive: evidence.hive,
        registryKey: evidence.key,
        registryValue: evidence.value,
        registryValueName: evidence.valueName,
        registryValueType: evidence.valueType,
      };
  }
}

function base(type: string, createdDateTime: string): JsonObject {
  return {
    '@odata.type': `#microsoft.graph.security.${type}`,
    createdDateTime,
    verdict: 'suspicious',
    remediationStatus: 'none',
    remediationStatusDetails: null,
    roles: [],
    detailedRoles: [],
    tags: [],
  };
}

function describeProcess(evidence: Extract<Evidence, { kind: 'process' }>): JsonObject {
  const { parent } = evidence;
  return {
    processId: evidence.processId,
    parentProcessId: parent.processId,
    processCommandLine: evidence.commandLine,
    processCreationDateTime: evidence.startedAt,
    parentProcessCreationDateTime: evidence.parentStartedAt,
    imageFile: describeFile(evidence.file),
    parentProcessImageFile: {
      ...unknownFile,
      fileName: parent.fileName,
      filePath: parent.filePath,
    },
    userAccount: describeAccount(evidence.user),
  };
}

const unknownFile: JsonObject = {
  sha1: null,
  sha256: null,
  fileName: null,
  filePath: null,
  fileSize: null,
  filePublisher: null,
  signer: null,
  issuer: null,
};

function describeFile({ sha1, sha256, fileName, filePath, size }: FileFacts): JsonObject {
  return { ...unknownFile, sha1, sha256, fileName, filePath, fileSize: size };
}

function describeAccount({ accountName, sid, objectId, userPrincipalName, displayName }: AccountHolder): JsonObject {
  return {
    accountName,
    domainName: windowsDomain,
    userSid: sid,
    azureAdUserId: objectId,
    userPrincipalName,
    displayName,
  };
}
