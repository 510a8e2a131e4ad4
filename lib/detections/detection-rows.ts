import type { Cloud } from '@/lib/cloud/cloud';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { AlertRows, DeviceFacts, Subject } from './detection-facts';
import type { DetectionQuery } from './detection-query';
import { readAlertTime } from './detection-time';
import { writeRows } from './detection-writer';
import { readDefenderAlert } from './read-defender-alert';
import { readGraphAlert } from './read-graph-alert';

/** Gives the rows of one alert that a caller asked for, as JSON texts. What is no alert gives none. */
export type AlertToRows = (alert: unknown) => readonly string[];

/** @param portal origin of the Defender portal; null where the cloud has none */
type AlertReader = (alert: unknown, portal: string | null) => AlertRows | null;

const readers: Readonly<Record<AlertApi, AlertReader>> = {
  'defender-alerts': readDefenderAlert,
  'graph-alerts': readGraphAlert,
};

export function wantedRows(
  api: AlertApi,
  query: DetectionQuery,
  { defenderPortal }: Pick<Cloud, 'defenderPortal'>,
): AlertToRows {
  const read = readers[api];
  return (alert) => {
    const rows = read(alert, defenderPortal);
    if (!rows) return [];
    const { deviceOf, subjects } = rows;
    const isWanted = (one: Subject) => isInWindow(one, query) && isOfDevice(deviceOf(one.deviceId), query);
    return writeRows(
      rows,
      subjects.flatMap((one, part) => (isWanted(one) ? part : [])),
    );
  };
}

/** A row whose time cannot be read is let through: too much is better than too little. */
function isInWindow({ createdAt }: Subject, { since, until }: DetectionQuery): boolean {
  const time = readAlertTime(createdAt);
  return time === null || (time >= since && time < until);
}

function isOfDevice({ group, tags }: DeviceFacts, { machineGroups, machineTags }: DetectionQuery): boolean {
  if (machineGroups.length > 0 && !machineGroups.includes(group)) return false;
  if (machineTags.length === 0) return true;
  const all = tags.split(', ');
  return machineTags.every((tag) => all.includes(tag));
}
