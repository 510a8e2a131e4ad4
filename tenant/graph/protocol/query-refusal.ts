import type { QueryFault } from '../../odata/query-options';
import { badRequest, refusal, type GraphRefusal } from './graph-refusal';

/** The words of Graph's query parser; `type` as in the metadata. */
export function refuseQuery(fault: QueryFault, type: string): GraphRefusal {
  switch (fault.kind) {
    case 'unknownOption':
      if (fault.option === '$search') return unsupportedQuery('Search requires ConsistencyLevel: eventual.');
      return badRequest(`The query parameter '${fault.option}' is not supported.`);
    case 'unknownProperty':
      return badRequest(unknownProperty(fault, type));
    case 'unsupported':
      return unsupportedQuery(
        `Unsupported or invalid query filter clause specified for property '${fault.property}' of resource '${capitalised(type)}'.`,
      );
    case 'malformed':
      return malformed(fault);
  }
}

export function unsupportedQuery(message: string): GraphRefusal {
  return refusal(400, 'Request_UnsupportedQuery', message);
}

function unknownProperty({ option, property }: Extract<QueryFault, { kind: 'unknownProperty' }>, type: string): string {
  const sentence = `Could not find a property named '${property}' on type 'microsoft.graph.${type}'.`;
  return option === '$select' ? `Parsing OData Select and Expand failed: ${sentence}` : `Invalid clause: ${sentence}`;
}

function malformed({ option, value }: Extract<QueryFault, { kind: 'malformed' }>): GraphRefusal {
  if (option === '$filter') return badRequest('Invalid filter clause');
  if (option === '$top')
    return unsupportedQuery(`Invalid page size specified: '${value}'. Must be between 1 and 999 inclusive.`);
  return badRequest(`Invalid value '${value}' for the query parameter '${option}'.`);
}

function capitalised(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
