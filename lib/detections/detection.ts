/**
 * One row of the retired SIEM API, key for key in its order. What is not known is an empty text; the two booleans are
 * null then, and `ReportID` is 0.
 *
 * @see https://github.com/MicrosoftDocs/microsoft-365-docs pull-alerts-using-rest-api.md, in the repository's history
 */
export type Detection = {
  /** Times are ISO 8601 in UTC, with as many digits of a second as the alert has. */
  readonly AlertTime: string;
  readonly ComputerDnsName: string;
  readonly AlertTitle: string;
  readonly Category: string;
  readonly Severity: string;
  readonly AlertId: string;
  readonly Actor: string;
  readonly LinkToWDATP: string;
  readonly IocName: '';
  readonly IocValue: '';
  readonly CreatorIocName: '';
  readonly CreatorIocValue: '';
  readonly Sha1: string;
  readonly FileName: string;
  readonly FilePath: string;
  readonly IpAddress: string;
  readonly Url: string;
  readonly IoaDefinitionId: string;
  readonly UserName: string;
  readonly AlertPart: number;
  readonly FullId: string;
  readonly LastProcessedTimeUtc: string;
  readonly ThreatCategory: string;
  readonly ThreatFamily: string;
  readonly ThreatName: string;
  readonly RemediationAction: string;
  readonly RemediationIsSuccess: boolean | null;
  readonly Source: string;
  readonly Md5: string;
  readonly Sha256: string;
  readonly WasExecutingWhileDetected: boolean | null;
  readonly UserDomain: string;
  readonly LogOnUsers: string;
  readonly MachineDomain: string;
  readonly MachineName: string;
  readonly InternalIPv4List: string;
  readonly InternalIPv6List: string;
  readonly FileHash: string;
  readonly DeviceID: string;
  readonly MachineGroup: string;
  readonly Description: string;
  readonly DeviceCreatedMachineTags: string;
  readonly CloudCreatedMachineTags: string;
  readonly CommandLine: string;
  readonly IncidentLinkToWDATP: string;
  readonly ReportID: 0;
  readonly LinkToMTP: string;
  readonly IncidentLinkToMTP: string;
  readonly ExternalId: '';
  readonly IocUniqueId: string;
};
