import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { GraphCall, JsonObject } from './graph-call';
import { refusals, type GraphRefusal } from './graph-refusal';

export type BodyRules<T> = {
  readonly schema: z.ZodType<T>;
  /** Type in the metadata, `application`; the resource of the messages is the same with a capital. */
  readonly type: string;
  /** Declared by Microsoft Graph, set by it alone. */
  readonly readOnly?: readonly string[];
  /** Declared by Microsoft Graph, not implemented here. */
  readonly absent?: readonly string[];
};

const objectSchema = z.record(z.string(), z.unknown());

/** Types of the properties that are objects themselves. */
const nestedTypes: Readonly<Record<string, string>> = {
  api: 'apiApplication',
  appRoles: 'appRole',
  info: 'informationalUrl',
  passwordCredential: 'passwordCredential',
  passwordCredentials: 'passwordCredential',
  publicClient: 'publicClientApplication',
  requiredResourceAccess: 'requiredResourceAccess',
  spa: 'spaApplication',
  web: 'webApplication',
};

export function readJsonObject({ body }: Pick<GraphCall, 'body'>): Result<JsonObject, GraphRefusal> {
  const parsed = objectSchema.safeParse(body.kind === 'json' ? body.value : undefined);
  if (!parsed.success) return fail(refusals.unreadableBody());
  const members = Object.entries(parsed.data).filter(([name]) => name !== '@odata.type');
  return succeed(Object.fromEntries(members));
}

export function validateBody<T>(body: JsonObject, rules: BodyRules<T>): Result<T, GraphRefusal> {
  for (const property of Object.keys(body)) {
    if (rules.readOnly?.includes(property) === true) return fail(refusals.readOnlyProperty(property));
    if (rules.absent?.includes(property) === true) return fail(refusals.absentProperty(property));
  }
  const parsed = rules.schema.safeParse(body);
  return parsed.success ? succeed(parsed.data) : fail(refuseIssue(parsed.error, body, rules.type));
}

export function readBody<T>(call: GraphCall, rules: BodyRules<T>): Result<T, GraphRefusal> {
  const body = readJsonObject(call);
  return body.ok ? validateBody(body.value, rules) : body;
}

function refuseIssue(error: z.ZodError, body: JsonObject, type: string): GraphRefusal {
  // A misspelt member explains more than the required one that is missing because of it.
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0];
  const property = String(issue?.path[0] ?? '');
  if (issue?.code === 'unrecognized_keys') {
    return refusals.unknownProperty(issue.keys[0] ?? '', nestedTypes[property] ?? type);
  }
  const resource = type.charAt(0).toUpperCase() + type.slice(1);
  const isMissing = body[property] === undefined || body[property] === null;
  return isMissing ? refusals.missingValue(property, resource) : refusals.invalidValue(property, resource);
}
