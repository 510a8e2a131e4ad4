import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { WriteConflict } from '../scenarios/write-conflict';
import { graphRoutes } from './graph-routes';
import { isAllowed } from './protocol/access-rule';
import type { Caller } from './protocol/caller';
import type { GraphOutcome, GraphRequest, GraphRoute } from './protocol/graph-call';
import { readSegments } from './protocol/graph-path';
import { refusals } from './protocol/graph-refusal';

/** Routing, then permission, then the handler: the order in which Graph refuses. */
export function dispatch(tenant: Tenant, caller: Caller, request: GraphRequest): GraphOutcome {
  const segments = readSegments(request.path);
  if (segments === undefined) return fail(refusals.unknownSegment(request.path));
  if (request.path === '/$batch') return fail(refusals.methodNotAllowed());
  if (segments.at(-1) === '$count') return fail(refusals.countUnsupported());
  const candidates = graphRoutes.flatMap((route) => {
    const keys = matchTemplate(route, segments);
    return keys === undefined ? [] : [{ route, keys }];
  });
  // A template without a placeholder is the better match: deletedItems/microsoft.graph.application is no id.
  const fewestKeys = Math.min(...candidates.map(({ keys }) => keys.length));
  const matches = candidates.filter(({ keys }) => keys.length === fewestKeys);
  if (matches.length === 0) return fail(refusals.unknownSegment(firstUnknown(segments)));
  const match = matches.find(({ route }) => route.method === request.method);
  if (match === undefined) return fail(refusals.methodNotAllowed());
  const { access, handle } = match.route;
  if (!isAllowed(caller, access)) return fail(access.denial?.(caller) ?? refusals.insufficientPrivileges());
  const isList = request.method === 'GET' && !match.route.template.endsWith('{}');
  return carryOut(() => handle(tenant.visit(isList ? 'list' : 'directory'), { ...request, caller, keys: match.keys }));
}

function carryOut(handle: () => GraphOutcome): GraphOutcome {
  try {
    return handle();
  } catch (error) {
    if (error instanceof WriteConflict) return fail(refusals.concurrentWrites());
    throw error;
  }
}

function matchTemplate({ template }: GraphRoute, segments: readonly string[]): readonly string[] | undefined {
  const parts = partsOf(template);
  if (parts.length !== segments.length || !agrees(parts, segments)) return undefined;
  return segments.filter((_, position) => parts[position] === '{}');
}

/** Everything from the first segment on that no route continues with. */
function firstUnknown(segments: readonly string[]): string {
  for (const [index, segment] of segments.entries()) {
    const start = segments.slice(0, index + 1);
    if (!graphRoutes.some(({ template }) => agrees(partsOf(template).slice(0, start.length), start))) return segment;
  }
  return segments.at(-1) ?? '';
}

function agrees(parts: readonly string[], segments: readonly string[]): boolean {
  return segments.every((segment, position) => {
    const part = parts[position];
    return part === '{}' ? !segment.startsWith('$') : part === segment;
  });
}

function partsOf(template: string): readonly string[] {
  return template.split('/').slice(1);
}
