import type { Random } from '@siem-connect/testing/seeded-random';
import type { AccountHolder, DetectedAlert, Evidence, FileFacts } from './alert-model';
import { formatTime } from './alert-time';

type EvidenceSetting = {
  readonly random: Random;
  readonly user: AccountHolder;
  readonly createdAtMs: number;
};

export function gatherEvidence(kinds: DetectedAlert['pattern']['evidence'], setting: EvidenceSetting): Evidence[] {
  return kinds.map((kind) => {
    const { random } = setting;
    const createdAt = formatTime(setting.createdAtMs + random.between(200, 2500), random.between(2, 7));
    const detection = random.pick(['detected', 'blocked', 'prevented'] as const);
    return { createdAt, detection, ...describeEvidence(kind, setting) };
  });
}

type Facts<K extends Evidence['kind']> = Omit<Extract<Evidence, { kind: K }>, 'createdAt' | 'detection'>;
type AnyFacts = { [K in Evidence['kind']]: Facts<K> }[Evidence['kind']];

function describeEvidence(kind: Evidence['kind'], setting: EvidenceSetting): AnyFacts {
  const { random, user } = setting;
  switch (kind) {
    case 'user':
      return { kind, user };
    case 'file':
      return { kind, file: generateFile(random) };
    case 'process':
      return generateProcess(setting);
    case 'ip':
      // 203.0.113.0/24 is reserved for documentation: no alert names a real address.
      return { kind, ipAddress: `203.0.113.${random.between(1, 254)}` };
    case 'url':
      return { kind, url: `http://${random.hex(8)}.example/${random.pick(['invoice', 'login', 'update?id=7&x="1"'])}` };
    case 'registry':
      return {
        kind,
        hive: 'HKEY_LOCAL_MACHINE',
        key: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run',
        valueName: 'Updater',
        value: `C:\\ProgramData\\${random.hex(6)}\\updater.exe`,
        valueType: 'String',
      };
  }
}

function generateProcess({ random, user, createdAtMs }: EvidenceSetting): Facts<'process'> {
  const startedAtMs = createdAtMs - random.between(1_000, 180_000);
  return {
    kind: 'process',
    file: {
      ...generateFile(random),
      fileName: 'powershell.exe',
      filePath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
    },
    parent: { fileName: 'explorer.exe', filePath: 'C:\\Windows', processId: random.between(600, 9_000) },
    processId: random.between(1_000, 32_000),
    commandLine: random.pick([
      'powershell.exe -NoProfile -EncodedCommand SQBFAFgA',
      'rundll32.exe  c:\\temp\\suspicious.dll,RepeatAfterMe',
      '"powershell.exe" -w hidden -c "Get-ChildItem \'C:\\Users\\Björn\' | Out-File c:\\temp\\ö.txt"',
    ]),
    startedAt: formatTime(startedAtMs, random.between(2, 7)),
    parentStartedAt: formatTime(startedAtMs - random.between(1_000, 7_200_000), random.between(2, 7)),
    user,
  };
}

function generateFile(random: Random): FileFacts {
  return {
    sha1: random.hex(40),
    sha256: random.hex(64),
    fileName: random.pick(['invoice_2481.pdf.exe', 'suspicious.dll', 'update.js', 'räkning.docm']),
    filePath: random.pick(['C:\\Users\\Public\\Downloads', 'c:\\temp', 'C:\\ProgramData\\Cache']),
    size: random.between(2_048, 8_000_000),
  };
}
