import type { Detection } from './detection';
import type { AlertFacts, DeviceFacts, Subject } from './detection-facts';
import { identityOf } from './subject-identity';

/**
 * A row is written in pieces, in the order of the retired API's keys: what all rows of an alert share turns with what
 * is the row's own. The shared pieces are made once for all rows.
 */
type Piece = Partial<Detection>;

/** Pieces with even places; own pieces go between them. */
export function sharedPieces(alert: AlertFacts, device: DeviceFacts): readonly Piece[] {
  return [
    {
      AlertTime: alert.createdAt,
      ComputerDnsName: device.dnsName,
      AlertTitle: alert.title,
      Category: alert.category,
      Severity: alert.severity,
      AlertId: alert.id,
      Actor: alert.actor,
      LinkToWDATP: alert.link,
      IocName: '',
      IocValue: '',
      CreatorIocName: '',
      CreatorIocValue: '',
    },
    { IoaDefinitionId: alert.detectorId },
    { ThreatCategory: alert.threatCategory, ThreatFamily: alert.threatFamily, ThreatName: alert.threatName },
    { Source: alert.source },
    {
      LogOnUsers: device.logOnUsers,
      ...hostNames(device.dnsName),
      InternalIPv4List: device.ipv4,
      InternalIPv6List: device.ipv6,
    },
    {
      DeviceID: device.id,
      MachineGroup: device.group,
      Description: alert.description,
      DeviceCreatedMachineTags: device.tags,
      CloudCreatedMachineTags: device.tags,
    },
    {
      IncidentLinkToWDATP: alert.incidentLink,
      ReportID: 0,
      LinkToMTP: alert.link,
      IncidentLinkToMTP: alert.incidentLink,
      ExternalId: '',
    },
  ];
}

/** One piece to follow each shared piece. */
export function ownPieces(alertId: string, subject: Subject, part: number): readonly Piece[] {
  const identity = identityOf(subject);
  const { sha1, sha256, remediationAction, remediationIsSuccess } = subject;
  return [
    {
      Sha1: sha1,
      FileName: subject.fileName,
      FilePath: subject.filePath,
      IpAddress: subject.ipAddress,
      Url: subject.url,
    },
    {
      UserName: subject.userName,
      AlertPart: part,
      FullId: `${alertId}:${identity}`,
      LastProcessedTimeUtc: subject.createdAt,
    },
    { RemediationAction: remediationAction, RemediationIsSuccess: remediationIsSuccess },
    {
      Md5: subject.md5,
      Sha256: sha256,
      WasExecutingWhileDetected: subject.wasExecuting,
      UserDomain: subject.userDomain,
    },
    { FileHash: sha1 || sha256 },
    { CommandLine: subject.commandLine },
    { IocUniqueId: identity },
  ];
}

function hostNames(dnsName: string): Pick<Detection, 'MachineDomain' | 'MachineName'> {
  const dot = dnsName.indexOf('.');
  return dot < 0
    ? { MachineDomain: '', MachineName: dnsName }
    : { MachineDomain: dnsName.slice(dot + 1), MachineName: dnsName.slice(0, dot) };
}
