import type { ConnectorDetails, SiemApi } from '../connector-details';
import { commentLine, propertyLine } from '../text/java-properties';
import { defenderAlertsMap } from './arcsight-defender-alerts';
import { detectionsMap } from './arcsight-detections';
import type { ArcsightFieldMap } from './arcsight-field-map';
import { graphAlertsMap } from './arcsight-graph-alerts';
import { arcsightHeader } from './arcsight-header';
import { stringConstant } from './arcsight-operation';

export const arcsightFieldMaps: Readonly<Record<SiemApi, ArcsightFieldMap>> = {
  'defender-alerts': defenderAlertsMap,
  'graph-alerts': graphAlertsMap,
  detections: detectionsMap,
};

/**
 * Gives the text of `WDATP-connector.jsonparser.properties`, the FlexConnector's JSON parser.
 * Microsoft's original is not public any more; this one is written from its published field mapping and from public
 * parsers, and was not run on a real connector.
 *
 * @see https://github.com/Psych0meter/arcsight-parsers
 */
export function arcsightParser(details: ConnectorDetails, savedAt: Date): string {
  const map = arcsightFieldMaps[details.api];
  return [
    ...arcsightHeader(details, savedAt),
    commentLine(`JSON parser for ArcSight FlexConnector REST: one event for each ${map.oneEach}. Holds no secret.`),
    commentLine('Written from public documentation and not proven on a real connector: check the first events.'),
    ...map.lost.map(commentLine),
    '',
    propertyLine('trigger.node.location', map.root),
    '',
    ...tokenLines(map),
    commentLine('Tokens without an event field are kept as additional data.'),
    propertyLine('additionaldata.enabled', 'true'),
    '',
    ...eventLines(map),
    '',
    ...severityLines(map),
    '',
  ].join('\n');
}

function tokenLines({ mapped, kept }: ArcsightFieldMap): readonly string[] {
  const tokens = [...mapped, ...kept];
  return [
    propertyLine('token.count', String(tokens.length)),
    '',
    ...tokens.flatMap(({ name, location }, index) => [
      propertyLine(`token[${index}].name`, name),
      propertyLine(`token[${index}].type`, 'String'),
      propertyLine(`token[${index}].location`, location),
      '',
    ]),
  ];
}

/** The constants are Microsoft's own: consoles filter on this product, and 2.0 is the version of its mapping. */
export const arcsightConstants: ArcsightFieldMap['events'] = [
  ['deviceVendor', '__getVendor("Microsoft")'],
  ['deviceProduct', stringConstant('Microsoft Defender ATP')],
  ['deviceVersion', stringConstant('2.0')],
];

function eventLines({ events }: ArcsightFieldMap): readonly string[] {
  return [...arcsightConstants, ...events].map(([field, source]) => propertyLine(`event.${field}`, source));
}

function severityLines({ severities }: ArcsightFieldMap): readonly string[] {
  return [
    commentLine('An unknown severity counts as medium: nobody has said that it is harmless.'),
    ...severities.map(([level, values]) => propertyLine(`severity.map.${level}.if.deviceSeverity`, values.join(','))),
  ];
}
