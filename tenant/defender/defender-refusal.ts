import type { QueryFault } from '../odata/query-options';

/**
 * Refusals of the Defender for Endpoint API.
 * @see https://learn.microsoft.com/defender-endpoint/api/common-errors
 */
export type DefenderRefusal = {
  readonly status: 400 | 401 | 403 | 404 | 405;
  readonly code: string;
  readonly message: string;
};

export const defenderRefusals = {
  unauthorized: (): DefenderRefusal => ({
    status: 401,
    code: 'Unauthorized',
    message: 'Unauthorized (invalid or expired authorization header).',
  }),
  missingPermission: (required: readonly string[], kind: 'application' | 'delegated'): DefenderRefusal => ({
    status: 403,
    code: 'Forbidden',
    message: `The application does not have any of the required ${kind} permissions (${required.join(', ')}) to access the resource.`,
  }),
  missingRole: (): DefenderRefusal => ({
    status: 403,
    code: 'Forbidden',
    message: 'Forbidden (valid token but insufficient permission for the action).',
  }),
  notProvisioned: (): DefenderRefusal => ({
    status: 403,
    code: 'Forbidden',
    message: 'Unauthorized request - Account is not provisioned.',
  }),
  alertNotFound: (id: string): DefenderRefusal => ({
    status: 404,
    code: 'ResourceNotFound',
    message: `Alert ${id} was not found`,
  }),
  notFound: (): DefenderRefusal => ({
    status: 404,
    code: 'NotFound',
    message: 'The requested resource was not found.',
  }),
  methodNotAllowed: (): DefenderRefusal => ({
    status: 405,
    code: 'BadRequest',
    message: 'The requested method is not allowed.',
  }),
} as const;

export function refuseDefenderQuery(fault: QueryFault): DefenderRefusal {
  return { status: 400, code: 'ODataError', message: messageFor(fault) };
}

function messageFor(fault: QueryFault): string {
  switch (fault.kind) {
    case 'unknownOption':
      return `The query parameter '${fault.option}' is not supported.`;
    case 'unknownProperty':
      return `Could not find a property named '${fault.property}' on type 'Alert'.`;
    case 'unsupported':
      return `The property '${fault.property}' cannot be used in the ${fault.option} query option like this.`;
    case 'malformed':
      return `Invalid value '${fault.value}' for the query parameter '${fault.option}'.`;
  }
}
