// npm run catalogue             writes docs/siem-catalogue.md from lib/siem
// npm run catalogue -- --check  exits with 1 when the page and the code differ
import fs from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { AlertApi, ConnectorDetails } from '../lib/siem/connector-details';
import { readableApis, readsDetections } from '../lib/siem/siem-access';
import { siemFormats, type SiemType } from '../lib/siem/catalogue/siem-catalogue';
import type { SiemFormat } from '../lib/siem/siem-format';
import type { FileLanguage } from '../lib/siem/siem-file';
import { hostileCases, hostileRuns } from '../lib/siem/testing/hostile-cases';
import type { SiemPermission } from '../lib/siem/siem-permission';
import messages from '../messages/en/siem.json';

const PAGE = 'docs/siem-catalogue.md';

const apiNames: Readonly<Record<AlertApi, string>> = {
  'defender-alerts': 'Defender Alerts API',
  'graph-alerts': 'Graph alerts_v2',
};

const detectionsName = '[Detections API](detections-api.md) of this portal';

/** Who reads the files of each format back in the tests. */
const readers: Readonly<Record<FileLanguage, string>> = {
  properties: 'properties-file, and java.util.Properties where there is a JDK',
  json: 'JSON.parse',
  yaml: 'yaml',
  xml: '@xmldom/xmldom',
  ini: 'ini',
};

const nowhere = 'https://localhost/';

/** A connector just good enough to learn which files there are. */
function placeholder(api: AlertApi): ConnectorDetails {
  return {
    ...{ name: '', api, upstream: api, tenantId: '', clientId: '', secretId: '', secretExpires: '' },
    ...{ authorizationUrl: nowhere, tokenUrl: nowhere, apiUrl: nowhere, scope: '', resource: '', delegatedScope: '' },
    redirectUris: [],
  };
}

function permission({ resource, appRole }: SiemPermission): string {
  return `\`${appRole}\` of ${resource}`;
}

function row(siem: SiemFormat<SiemType>): string {
  const { access, facts, id } = siem;
  const apis = readableApis(access);
  const readings = access.credential === 'connector' ? apis.flatMap((api) => access.reads[api] ?? []) : [];
  const incidents = readings.flatMap((reading) => reading.incidents ?? []);
  const asks = readings.flatMap(({ vendorAsks }) => vendorAsks);
  const cells = [
    `[${messages.types[id].title}](${facts.vendorPage})`,
    [...apis.map((api) => apiNames[api]), ...(readsDetections(access) ? [detectionsName] : [])].join('<br>') ||
      'none needed',
    readings.flatMap(({ needs }) => needs.map(permission)).join('<br>') || 'none',
    incidents.map(permission).join('<br>') || '–',
    asks.map(permission).join('<br>') || '–',
    files(siem, apis),
    firstCall(siem, apis),
    String(siem.stepCount),
    `${facts.checked}, ${facts.confidence}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function firstCall(siem: SiemFormat, [api]: readonly AlertApi[]): string {
  if (!api) return '–';
  const call = siem.firstCall({ api, upstream: api, apiUrl: nowhere }, new Date(0));
  if (!call) return 'not public';
  return new URL(call.url).search === '' ? 'its address; its query is not public' : 'yes';
}

function files(siem: SiemFormat, apis: readonly AlertApi[]): string {
  const [api] = apis;
  if (!api) return 'none';
  if (siem.filesAre === 'kept') return 'form only; details file (JSON) to keep';
  const built = siem.files(placeholder(api), { clientSecret: null, refreshToken: null }, new Date(0));
  const names = built.map(
    ({ name, language }) =>
      `\`${siem.id === 'generic-api' ? '*.json' : name}\` (${language}, read by ${readers[language]})`,
  );
  return [...names, siem.filesHoldSecret ? 'holds the secret' : 'holds no secret'].join('<br>');
}

function hostileValues(): number {
  return hostileRuns * Object.values(hostileCases).reduce((sum, values) => sum + values.length, 0);
}

function page(): string {
  return [
    '# The SIEM catalogue',
    '',
    'Made from `lib/siem` by `npm run catalogue`. Do not edit by hand.',
    '',
    `${siemFormats.length} entries. The permission is the least that the calls need; what reading incidents as well takes, and what a vendor asks on top, stands beside it.`,
    'No file was run on the product itself. A file is proven by reading it back with a parser that is not ours, for hostile values too.',
    `Each run of the tests compares ${hostileValues().toLocaleString('en')} hostile values that went into a file with what came out: ${hostileRuns.toLocaleString('en')} connectors for each of the ${String(Object.keys(hostileCases).length)} cases of \`lib/siem/testing/hostile-cases.ts\`. The properties files, the shell commands and the escaping functions have hostile tests of their own beside that.`,
    '',
    '| SIEM | Reads | Permission | For incidents too | Vendor also asks | Files, and who reads them in tests | Own first call made by `Verify connection` | Steps | Facts checked, confidence |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...siemFormats.map(row),
    '',
    'Confidence: _proven_, another program uses the file in our tests; _source_, read in the vendor’s own code or template; _documented_, read in the vendor’s documentation; _partial_, that documentation says less than is needed, and the entry’s note says what is missing.',
    '',
  ].join('\n');
}

const [flag] = process.argv.slice(2);
const wanted = await format(page(), { ...(await resolveConfig(PAGE)), filepath: PAGE });
const found = fs.existsSync(PAGE) ? fs.readFileSync(PAGE, 'utf8') : '';
if (flag !== '--check') {
  fs.writeFileSync(PAGE, wanted);
  console.log(`Written: ${PAGE}`);
} else if (found === wanted) {
  console.log('The catalogue’s page and its code agree.');
} else {
  console.error(`${PAGE} is not what the code says. Run npm run catalogue.`);
  process.exitCode = 1;
}
