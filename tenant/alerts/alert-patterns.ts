import type { AlertPattern } from './alert-model';

const endpointDetection = {
  endpoint: 'WindowsDefenderAtp',
  graph: 'microsoftDefenderForEndpoint',
  service: 'microsoftDefenderForEndpoint',
};
const antivirus = { endpoint: 'WindowsDefenderAv', graph: 'antivirus', service: 'microsoftDefenderForEndpoint' };
const smartScreen = {
  endpoint: 'WindowsDefenderSmartScreen',
  graph: 'smartScreen',
  service: 'microsoftDefenderForEndpoint',
};
const customIndicator = { endpoint: 'CustomerTI', graph: 'customTi', service: 'microsoftDefenderForEndpoint' };
const customDetection = {
  endpoint: 'CustomDetection',
  graph: 'customDetection',
  service: 'microsoftDefenderForEndpoint',
};
const investigation = {
  endpoint: 'AutomatedInvestigation',
  graph: 'automatedInvestigation',
  service: 'microsoftDefenderForEndpoint',
};

const checkTheDevice =
  'Check the timeline of the device before and after the alert, isolate it if the activity goes on, and reset the passwords of everybody who was signed in.';
const checkTheAccount =
  'Ask the person whether the activity was theirs. If not, revoke the sessions, reset the password and look for other sign-ins from the same address.';

/** What happens in this tenant, from often to rare; the first entries come up most. */
export const alertPatterns: readonly [AlertPattern, ...AlertPattern[]] = [
  {
    title: "'EICAR_Test_File' malware was prevented",
    description:
      'Malware and unwanted software are undesirable applications that perform annoying, disruptive, or harmful actions on affected machines. Microsoft Defender Antivirus stopped this one before it ran.',
    recommendedActions: 'No action is needed unless the same file comes back. Find out how it reached the device.',
    category: 'Malware',
    severity: 'informational',
    source: antivirus,
    techniques: [],
    threatFamily: 'EICAR_Test_File',
    evidence: ['file', 'user'],
  },
  {
    title: 'Suspicious PowerShell command line',
    description:
      'A suspicious PowerShell activity was observed on the machine. This behavior may indicate that PowerShell was used during installation, exploration, or in some cases with lateral movement activities.',
    recommendedActions: checkTheDevice,
    category: 'Execution',
    severity: 'medium',
    source: endpointDetection,
    techniques: ['T1059.001'],
    threatFamily: null,
    evidence: ['process', 'file', 'user', 'ip'],
  },
  {
    title: 'Low-reputation arbitrary code executed by signed executable',
    description:
      'Binaries signed by Microsoft can be used to run low-reputation arbitrary code. This technique hides the execution of malicious code within a trusted process.',
    recommendedActions: checkTheDevice,
    category: 'Execution',
    severity: 'low',
    source: endpointDetection,
    techniques: ['T1064', 'T1085', 'T1220'],
    threatFamily: null,
    evidence: ['user', 'process', 'file'],
  },
  {
    title: 'Malicious website was blocked',
    description: 'A person on this device was kept from a website that is known to distribute malware or to phish.',
    recommendedActions: 'Tell the person, and look for mail or chat messages with the same address.',
    category: 'InitialAccess',
    severity: 'low',
    source: smartScreen,
    techniques: ['T1566.002'],
    threatFamily: null,
    evidence: ['url', 'ip', 'user'],
  },
  {
    title: 'Suspicious execution of hidden file',
    description:
      'A hidden file has been launched. This activity could indicate a compromised host. Attackers often hide files associated with malicious tools to evade file system inspection and defenses.',
    recommendedActions: checkTheDevice,
    category: 'DefenseEvasion',
    severity: 'low',
    source: endpointDetection,
    techniques: ['T1564.001'],
    threatFamily: null,
    evidence: ['file', 'process', 'registry'],
  },
  {
    title: 'Connection to a custom network indicator',
    description:
      'An indicator of this organisation matched: the device connected to an address on the list of your own.',
    recommendedActions: checkTheDevice,
    category: 'CommandAndControl',
    severity: 'medium',
    source: customIndicator,
    techniques: ['T1071'],
    threatFamily: null,
    evidence: ['ip', 'url', 'process'],
  },
  {
    title: 'Anomaly detected in ASEP registry',
    description:
      'A process registered itself in an autostart extensibility point of the registry, so that it runs at every sign-in.',
    recommendedActions: checkTheDevice,
    category: 'Persistence',
    severity: 'medium',
    source: endpointDetection,
    techniques: ['T1547.001'],
    threatFamily: null,
    evidence: ['registry', 'process'],
  },
  {
    title: 'Service account signed in interactively',
    description:
      'A custom detection of this organisation: an account that is meant for services was used at a keyboard.',
    recommendedActions: checkTheAccount,
    category: 'SuspiciousActivity',
    severity: 'unspecified',
    source: customDetection,
    techniques: ['T1078'],
    threatFamily: null,
    evidence: ['user'],
  },
  {
    title: 'Automated investigation started manually',
    description: 'Somebody in the security team asked for an automated investigation of this device.',
    recommendedActions: 'Review the findings of the investigation and approve or decline its actions.',
    category: 'SuspiciousActivity',
    severity: 'informational',
    source: investigation,
    techniques: [],
    threatFamily: null,
    evidence: [],
  },
  {
    title: 'Suspicious credential dump from NTDS.dit',
    description:
      'Someone is attempting to read credentials from the Active Directory database. With them an attacker can act as any account of the domain.',
    recommendedActions: checkTheDevice,
    category: 'CredentialAccess',
    severity: 'high',
    source: endpointDetection,
    techniques: ['T1003.003'],
    threatFamily: null,
    evidence: ['process', 'file', 'user', 'registry'],
  },
  {
    title: "Suspicious 'Meterpreter' behavior was detected",
    description:
      'Malware and unwanted software are undesirable applications that perform annoying, disruptive, or harmful actions on affected machines. Some of them receive commands from remote attackers.',
    recommendedActions: checkTheDevice,
    category: 'SuspiciousActivity',
    severity: 'high',
    source: antivirus,
    techniques: ['T1055', 'T1071'],
    threatFamily: 'Meterpreter',
    evidence: ['process', 'ip', 'file', 'user'],
  },
  {
    title: 'Ransomware activity',
    description: 'Many files were rewritten with an uncommon extension within a short time.',
    recommendedActions: 'Isolate the device at once, stop the process, and find out which shares it could reach.',
    category: 'Ransomware',
    severity: 'high',
    source: endpointDetection,
    techniques: ['T1486'],
    threatFamily: null,
    evidence: ['process', 'file', 'user', 'ip', 'url', 'registry'],
  },
  {
    title: 'Suspicious sign-in activity detected',
    description: 'Several failed sign-in attempts followed by a successful one were seen from an unusual location.',
    recommendedActions: checkTheAccount,
    category: 'CredentialAccess',
    severity: 'high',
    source: { endpoint: null, graph: 'scheduledAlerts', service: 'microsoftSentinel' },
    techniques: ['T1110'],
    threatFamily: null,
    evidence: [],
  },
  {
    title: 'Email messages containing malicious URL removed after delivery',
    description: 'Messages with an address that turned out to be malicious were taken out of mailboxes.',
    recommendedActions: 'Look for people who opened the address before the messages were removed.',
    category: 'InitialAccess',
    severity: 'informational',
    source: {
      endpoint: null,
      graph: 'microsoftDefenderForOffice365',
      service: 'microsoftDefenderForOffice365',
    },
    techniques: ['T1566'],
    threatFamily: null,
    evidence: ['url', 'user'],
  },
];
