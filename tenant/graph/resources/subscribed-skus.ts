import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { tenantDisplayName, tenantId } from '../../seed/tenant-identity';
import { guidFor } from '../../store/object-key';
import type { AccessRule } from '../protocol/access-rule';
import { answerCollection, answerEntity, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';

const reading = [['Organization.Read.All'], ['LicenseAssignment.Read.All'], ['Directory.Read.All']];
const mayReadLicences: AccessRule = { delegated: reading, application: reading };

export const subscribedSkuRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/subscribedSkus', access: mayReadLicences, handle: listSkus },
  { method: 'GET', template: '/subscribedSkus/{}', access: mayReadLicences, handle: getSku },
];

type Plan = readonly [servicePlanId: string, servicePlanName: string];
type Sku = { readonly skuId: string; readonly skuPartNumber: string; readonly plans: readonly Plan[] };

/** Every organisation has something; this one has nothing to do with Defender for Endpoint. */
const officeSku: Sku = {
  skuId: 'c7df2760-2c81-4ef7-b578-5b5392b571df',
  skuPartNumber: 'ENTERPRISEPREMIUM',
  plans: [['8c098270-9dd4-4350-9b30-ba4703f3b36b', 'ADALLOM_S_O365']],
};

const defenderSku: Sku = {
  skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06',
  skuPartNumber: 'SPE_E5',
  plans: [
    ['871d91ec-ec1a-452b-a83f-bd76c7d770ef', 'WINDEFATP'],
    ['bf28f719-7844-4079-9c78-c1307898e192', 'MTP'],
    ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM'],
    ['eec0eb4f-6444-4f95-aba0-50c24d67f998', 'AAD_PREMIUM_P2'],
  ],
};

const skuRules: ResourceRules = {
  type: 'subscribedSku',
  context: 'subscribedSkus',
  query: {
    options: ['$select'],
    properties: [
      'id',
      'accountId',
      'accountName',
      'appliesTo',
      'capabilityStatus',
      'consumedUnits',
      'prepaidUnits',
      'servicePlans',
      'skuId',
      'skuPartNumber',
      'subscriptionIds',
    ],
    filterable: {},
  },
};

function listSkus(tenant: Tenant, call: GraphCall): GraphOutcome {
  return answerCollection(tenant, call, { rules: skuRules, rows: ownedSkus(tenant) });
}

function getSku(tenant: Tenant, call: GraphCall): GraphOutcome {
  const id = call.keys[0] ?? '';
  const sku = ownedSkus(tenant).find((candidate) => candidate.id === id);
  return sku === undefined ? fail(refusals.notFound(id)) : answerEntity(call, skuRules, sku);
}

function ownedSkus(tenant: Tenant): readonly JsonObject[] {
  const { defenderLicence } = tenant.store.read().settings;
  return (defenderLicence ? [officeSku, defenderSku] : [officeSku]).map(describeSku);
}

function describeSku({ skuId, skuPartNumber, plans }: Sku): JsonObject {
  return {
    id: `${tenantId}_${skuId}`,
    accountId: tenantId,
    accountName: tenantDisplayName,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: 14,
    prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: plans.map(([servicePlanId, servicePlanName]) => ({
      servicePlanId,
      servicePlanName,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
    skuId,
    skuPartNumber,
    subscriptionIds: [guidFor(`subscription/${skuId}`)],
  };
}
