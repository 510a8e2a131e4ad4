import { readAlertTime } from './detection-time';
import type { Subject } from './detection-facts';
import { identityText } from './subject-identity';

export type User = Pick<Subject, 'userName' | 'userDomain'>;

/** A subject of which only these members are known. */
export function subject(known: Pick<Subject, 'kind' | 'createdAt'> & Partial<Subject>): Subject {
  return {
    kind: known.kind,
    createdAt: known.createdAt,
    sha1: known.sha1 ?? '',
    sha256: known.sha256 ?? '',
    md5: known.md5 ?? '',
    fileName: known.fileName ?? '',
    filePath: known.filePath ?? '',
    commandLine: known.commandLine ?? '',
    processId: known.processId ?? '',
    ipAddress: known.ipAddress ?? '',
    url: known.url ?? '',
    userName: known.userName ?? '',
    userDomain: known.userDomain ?? '',
    remediationAction: known.remediationAction ?? '',
    remediationIsSuccess: known.remediationIsSuccess ?? null,
    wasExecuting: known.wasExecuting ?? null,
    deviceId: known.deviceId ?? '',
  };
}

type Setting = {
  /** When the alert was created. */
  readonly createdAt: string;
  /** Whom the alert itself names. */
  readonly user?: User | undefined;
  /** Each device of the alert, the main one first. */
  readonly devices: readonly Subject[];
};

/**
 * What an alert's rows are about: each file, process, address and URL that says anything, with the user whose activity
 * it was. The first user is that context. Whoever no row names has a row, and so has each device that none is about. An
 * alert without any of these has one row. The same thing at the same moment is one row.
 */
export function rowSubjects(given: readonly Subject[], { createdAt, user, devices }: Setting): readonly Subject[] {
  const pieces = given.filter(hasContent);
  const users = pieces.filter(({ kind }) => kind === 'user');
  const things = pieces.filter(({ kind }) => kind !== 'user');
  const context = user ?? (things.length > 0 ? users[0] : undefined);
  const inUse = things.map((thing) => inContext(thing, context));
  const needsOwnRow = things.length === 0 && (context !== undefined || users.length === 0);
  const own = needsOwnRow ? [subject({ kind: 'alert', createdAt, ...named(context) })] : [];
  const people = user ? [subject({ kind: 'user', createdAt, ...user }), ...users] : users;
  const all = withPeople([...own, ...inUse], people);
  // What names no device is on the main one.
  const told = new Set(all.map(({ deviceId }) => deviceId || (devices[0]?.deviceId ?? '')));
  const further = devices.filter(({ deviceId }) => !told.has(deviceId));
  return once([...all, ...further].map((one) => notBefore(one, createdAt)));
}

function hasContent(one: Subject): boolean {
  const { sha1, sha256, md5, fileName, filePath, commandLine, processId, ipAddress, url, userName } = one;
  return [sha1, sha256, md5, fileName, filePath, commandLine, processId, ipAddress, url, userName].some(Boolean);
}

function once(subjects: readonly Subject[]): readonly Subject[] {
  const seen = new Set<string>();
  return subjects.filter((one) => {
    const key = `${one.createdAt}\n${identityText(one)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function named(user: User | undefined): Partial<User> {
  return user ? { userName: user.userName, userDomain: user.userDomain } : {};
}

function inContext(thing: Subject, user: User | undefined): Subject {
  return thing.userName === '' && user ? { ...thing, ...named(user) } : thing;
}

/** Rows, then one for each person whom none of them names. */
function withPeople(rows: readonly Subject[], people: readonly Subject[]): readonly Subject[] {
  const nameOf = ({ userName, userDomain }: User) => `${userDomain}\\${userName}`;
  const told = new Set(rows.map(nameOf));
  return [...rows, ...people.filter((one) => !told.has(nameOf(one)))];
}

/** Evidence is part of an alert from the alert's beginning at the earliest, and then if its own time is unreadable. */
function notBefore(one: Subject, createdAt: string): Subject {
  const own = readAlertTime(one.createdAt);
  const alert = readAlertTime(createdAt);
  return own !== null && (alert === null || own >= alert) ? one : { ...one, createdAt };
}
