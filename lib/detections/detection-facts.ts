/** What all rows of an alert share. */
export type AlertFacts = {
  readonly id: string;
  readonly createdAt: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly severity: string;
  readonly source: string;
  readonly detectorId: string;
  readonly actor: string;
  readonly threatCategory: string;
  readonly threatFamily: string;
  readonly threatName: string;
  readonly link: string;
  readonly incidentLink: string;
};

/** The device that a row is about. Lists are as the retired API wrote them. */
export type DeviceFacts = {
  readonly id: string;
  readonly dnsName: string;
  readonly group: string;
  readonly tags: string;
  readonly logOnUsers: string;
  readonly ipv4: string;
  readonly ipv6: string;
};

/** What a row is about: one piece of evidence. */
export type Subject = {
  readonly kind: 'alert' | 'file' | 'process' | 'ip' | 'url' | 'user' | 'device' | 'other';
  /** When it came to the alert. */
  readonly createdAt: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly md5: string;
  readonly fileName: string;
  readonly filePath: string;
  readonly commandLine: string;
  readonly processId: string;
  readonly ipAddress: string;
  readonly url: string;
  readonly userName: string;
  readonly userDomain: string;
  readonly remediationAction: string;
  readonly remediationIsSuccess: boolean | null;
  readonly wasExecuting: boolean | null;
  /** Which device it was found on; empty for the alert's own. */
  readonly deviceId: string;
};

/** One alert as the rows that it becomes. */
export type AlertRows = {
  readonly alert: AlertFacts;
  /** The device of a subject, by the subject's deviceId. */
  readonly deviceOf: (deviceId: string) => DeviceFacts;
  readonly subjects: readonly Subject[];
};
