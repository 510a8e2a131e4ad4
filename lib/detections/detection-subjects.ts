import { readAlertTime } from './detection-time';
import type { Subject } from './detection-facts';

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
};

/**
 * What an alert's rows are about: each file, process, address and URL, with the user whose activity it was. The first
 * user is that context and needs no row; every other has one. An alert without any of these has one row.
 */
export function rowSubjects(pieces: readonly Subject[], { createdAt, user }: Setting): readonly Subject[] {
  const users = pieces.filter(({ kind }) => kind === 'user');
  const things = pieces.filter(({ kind }) => kind !== 'user');
  const context = user ?? (things.length > 0 ? users[0] : undefined);
  const others = users.filter((one) => !isSamePerson(one, context));
  const rows = [...things.map((thing) => inContext(thing, context)), ...others];
  const needsOwnRow = things.length === 0 && (context !== undefined || rows.length === 0);
  const all = needsOwnRow ? [subject({ kind: 'alert', createdAt, ...named(context) }), ...rows] : rows;
  return all.map((one) => notBefore(one, createdAt));
}

function named(user: User | undefined): Partial<User> {
  return user ? { userName: user.userName, userDomain: user.userDomain } : {};
}

function inContext(thing: Subject, user: User | undefined): Subject {
  return thing.userName === '' && user ? { ...thing, ...named(user) } : thing;
}

function isSamePerson(one: User, other: User | undefined): boolean {
  return one.userName === other?.userName && one.userDomain === other.userDomain;
}

/** Evidence is part of an alert from the alert's beginning at the earliest, and then if its own time is unreadable. */
function notBefore(one: Subject, createdAt: string): Subject {
  const own = readAlertTime(one.createdAt);
  const alert = readAlertTime(createdAt);
  return own !== null && (alert === null || own >= alert) ? one : { ...one, createdAt };
}
