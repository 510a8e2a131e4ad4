import { windowsDomain, type AccountHolder, type Evidence, type FileFacts } from '../alerts/alert-model';

type EndpointEvidence = Readonly<Record<string, string | number | null>>;

const detectionStatuses = { detected: 'Detected', blocked: 'Blocked', prevented: 'Prevented' } as const;

/** Every kind of evidence has all members; those that say nothing about it are null. */
const blank: EndpointEvidence = {
  sha1: null,
  sha256: null,
  fileName: null,
  filePath: null,
  processId: null,
  processCommandLine: null,
  processCreationTime: null,
  parentProcessId: null,
  parentProcessCreationTime: null,
  parentProcessFileName: null,
  parentProcessFilePath: null,
  ipAddress: null,
  url: null,
  registryKey: null,
  registryHive: null,
  registryValueType: null,
  registryValue: null,
  accountName: null,
  domainName: null,
  userSid: null,
  aadUserId: null,
  userPrincipalName: null,
  detectionStatus: null,
};

export function describeEndpointEvidence(evidence: Evidence): EndpointEvidence {
  return {
    entityType: entityTypes[evidence.kind],
    evidenceCreationTime: evidence.createdAt,
    ...blank,
    ...facts(evidence),
  };
}

const entityTypes = {
  user: 'User',
  file: 'File',
  process: 'Process',
  ip: 'Ip',
  url: 'Url',
  registry: 'RegistryValue',
} as const;

function facts(evidence: Evidence): EndpointEvidence {
  const detectionStatus = detectionStatuses[evidence.detection];
  switch (evidence.kind) {
    case 'user':
      return accountFacts(evidence.user);
    case 'file':
      return { ...fileFacts(evidence.file), detectionStatus };
    case 'process':
      return {
        ...fileFacts(evidence.file),
        ...accountFacts(evidence.user),
        processId: evidence.processId,
        processCommandLine: evidence.commandLine,
        processCreationTime: evidence.startedAt,
        parentProcessId: evidence.parent.processId,
        parentProcessCreationTime: evidence.parentStartedAt,
        parentProcessFileName: evidence.parent.fileName,
        parentProcessFilePath: evidence.parent.filePath,
        detectionStatus,
      };
    case 'ip':
      return { ipAddress: evidence.ipAddress };
    case 'url':
      return { url: evidence.url };
    case 'registry':
      return {
        registryHive: evidence.hive,
        registryKey: evidence.key,
        registryValue: evidence.value,
        registryValueType: evidence.valueType,
      };
  }
}

function fileFacts({ sha1, sha256, fileName, filePath }: FileFacts): EndpointEvidence {
  return { sha1, sha256, fileName, filePath };
}

function accountFacts({ accountName, sid, objectId, userPrincipalName }: AccountHolder): EndpointEvidence {
  return { accountName, domainName: windowsDomain, userSid: sid, aadUserId: objectId, userPrincipalName };
}
