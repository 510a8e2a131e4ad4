import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import messages from '../../../messages/en/siem-guide.json';
import type { AlertApi } from '../connector-details';
import { noSecrets, sampleConnector, sampleSecrets, savedAt } from '../testing/sample-connector';
import { filebeat } from './filebeat';
import { logstash } from './logstash';

const read = (yaml: string): unknown => parse(yaml);

describe.each<AlertApi>(['defender-alerts', 'graph-alerts'])('Logstash with %s', (api) => {
  const connector = sampleConnector(api);

  // Its input http_poller signs in with no OAuth 2.0: Filebeat reads, and filebeat.test.ts proves its file.
  test('gets its alerts from Filebeat’s own input, and nothing to load itself', () => {
    const files = logstash.files(connector, sampleSecrets, savedAt);
    expect(files).toEqual(filebeat.files(connector, sampleSecrets, savedAt));
    expect(files.map(({ name, folder }) => `${folder ?? ''}${name}`)).toEqual([
      '/etc/filebeat/inputs.d/siem-connect.yml',
    ]);
    expect(read(files[0].text)).toMatchObject([{ type: 'httpjson', 'request.url': connector.apiUrl }]);
  });

  test('names Filebeat’s options, not its own', () => {
    expect(logstash.fields(connector, sampleSecrets)).toEqual(filebeat.fields(connector, sampleSecrets));
  });

  test('has the secret in no file, only in Filebeat’s keystore', () => {
    const [file] = logstash.files(connector, sampleSecrets, savedAt);
    expect(logstash.files(connector, noSecrets, savedAt)).toEqual([file]);
    expect(file.text).not.toContain(sampleSecrets.clientSecret);
    expect(file.text).toContain('${SIEM_CONNECT_CLIENT_SECRET}');
  });
});

test('its steps name the same file, folder and keystore entry as the file itself', () => {
  const { steps } = messages.types.logstash;
  const [file] = logstash.files(sampleConnector(), noSecrets, savedAt);
  expect(Object.keys(steps)).toHaveLength(logstash.stepCount);
  expect(steps[1]).toContain('filebeat keystore add SIEM_CONNECT_CLIENT_SECRET');
  expect(steps[2]).toContain(`<code>${file.name}</code>`);
  expect(steps[2]).toContain(`<code>${file.folder ?? ''}</code>`);
  expect(read(file.text)).toMatchObject([{ tags: ['forwarded', 'siem-connect'] }]);
  expect(steps[5]).toContain('<code>siem-connect</code>');
});
