import 'server-only';
import { z } from 'zod';
import { serviceError, type ServiceError } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { BatchAnswers } from './batch';
import type { GraphContext } from './graph-context';
import { callGraph } from './graph-request';
import { nextPath } from './next-page';
import { readPart } from './read-part';

// Everything about an application by which somebody gets in or gets more, by path and by shape. Parts of one batch.

const uris = z.object({ redirectUris: z.array(z.string()).nullish() });

/** What another application may ask of this one. Written back as it was read, but for being switched off. */
const entitlement = z.looseObject({ id: z.string(), value: z.string().nullish(), isEnabled: z.boolean().nullish() });

const password = z.object({
  keyId: z.guid(),
  displayName: z.string().nullish(),
  hint: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string(),
});

const certificate = z.object({
  keyId: z.guid(),
  displayName: z.string().nullish(),
  endDateTime: z.string().nullish(),
});

const credentials = {
  passwordCredentials: z.array(password).nullish(),
  keyCredentials: z.array(certificate).nullish(),
};

const applicationSchema = z.object({
  id: z.guid(),
  appId: z.guid(),
  signInAudience: z.string().nullish(),
  isFallbackPublicClient: z.boolean().nullish(),
  identifierUris: z.array(z.string()).nullish(),
  appRoles: z.array(entitlement).nullish(),
  api: z
    .object({
      oauth2PermissionScopes: z.array(entitlement).nullish(),
      knownClientApplications: z.array(z.string()).nullish(),
      preAuthorizedApplications: z.array(z.object({ appId: z.string() })).nullish(),
    })
    .nullish(),
  web: uris
    .extend({
      implicitGrantSettings: z
        .object({
          enableAccessTokenIssuance: z.boolean().nullish(),
          enableIdTokenIssuance: z.boolean().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  spa: uris.nullish(),
  publicClient: uris.nullish(),
  requiredResourceAccess: z
    .array(
      z.object({ resourceAppId: z.string(), resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })) }),
    )
    .nullish(),
  ...credentials,
});

const principalSchema = z.object({
  id: z.guid(),
  accountEnabled: z.boolean().nullish(),
  notes: z.string().nullish(),
  ...credentials,
});

const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ '@odata.nextLink': z.string().optional(), value: z.array(row) });

const ownersSchema = pageOf(
  z.object({ id: z.guid(), displayName: z.string().nullish(), userPrincipalName: z.string().nullish() }),
);
const federatedSchema = pageOf(
  z.object({ id: z.string(), name: z.string(), issuer: z.string().nullish(), subject: z.string().nullish() }),
);
const grantsSchema = pageOf(z.object({ id: z.string().min(1), appRoleId: z.guid(), resourceId: z.guid() }));

export type RegisteredApplication = z.infer<typeof applicationSchema>;
export type RegisteredPrincipal = z.infer<typeof principalSchema>;

/** Null: the directory has no such object. Lists are whole; those of what is not there are empty. */
export type Registration = {
  readonly application: RegisteredApplication | null;
  readonly principal: RegisteredPrincipal | null;
  readonly owners: z.infer<typeof ownersSchema>['value'];
  readonly principalOwners: z.infer<typeof ownersSchema>['value'];
  readonly federated: z.infer<typeof federatedSchema>['value'];
  readonly grants: z.infer<typeof grantsSchema>['value'];
};

/** Each part was read, or was not. */
export type RegistrationParts = {
  readonly [Part in keyof Registration]: Result<Registration[Part], ServiceError>;
};

export type RegistrationKey = { readonly objectId: string; readonly appId: string };

const ofApplication = [
  'id,appId,signInAudience,isFallbackPublicClient,identifierUris,appRoles,api,web,spa,publicClient',
  'requiredResourceAccess,passwordCredentials,keyCredentials',
].join(',');

/**
 * @see https://learn.microsoft.com/graph/api/resources/application
 * @see https://learn.microsoft.com/graph/api/application-list-owners
 * @see https://learn.microsoft.com/graph/api/application-list-federatedidentitycredentials
 */
export function registrationReads({ objectId, appId }: RegistrationKey) {
  const principal = `/servicePrincipals(appId='${appId}')`;
  return {
    application: `/applications/${objectId}?$select=${ofApplication}`,
    owners: `/applications/${objectId}/owners?$select=id,displayName,userPrincipalName`,
    federated: `/applications/${objectId}/federatedIdentityCredentials`,
    principal: `${principal}?$select=id,accountEnabled,notes,passwordCredentials,keyCredentials`,
    principalOwners: `${principal}/owners?$select=id,displayName,userPrincipalName`,
    grants: `${principal}/appRoleAssignments`,
  };
}

export async function readRegistration(
  graph: GraphContext,
  answers: BatchAnswers<keyof ReturnType<typeof registrationReads>>,
): Promise<RegistrationParts> {
  return {
    application: readPart(answers('application'), applicationSchema),
    principal: readPart(answers('principal'), principalSchema),
    owners: await readRows(graph, answers('owners'), ownersSchema),
    principalOwners: await readRows(graph, answers('principalOwners'), ownersSchema),
    federated: await readRows(graph, answers('federated'), federatedSchema),
    grants: await readRows(graph, answers('grants'), grantsSchema),
  };
}

/** Of the rest of a list; somebody who makes a longer one hides nothing by it, but is not read to the end. */
const MOST_PAGES = 20;

type Page<Row> = { readonly '@odata.nextLink'?: string | undefined; readonly value: readonly Row[] };

async function readRows<Row>(
  graph: GraphContext,
  first: Result<unknown, ServiceError>,
  schema: z.ZodType<{ '@odata.nextLink'?: string | undefined; value: Row[] }>,
): Promise<Result<Row[], ServiceError>> {
  let page: Result<Page<Row> | null, ServiceError> = readPart(first, schema);
  const rows: Row[] = [];
  for (let count = 0; count < MOST_PAGES; count += 1) {
    if (!page.ok) return page;
    if (!page.value) return succeed(rows);
    rows.push(...page.value.value);
    const path = nextPath(graph, page.value['@odata.nextLink']);
    if (!path) return succeed(rows);
    page = await callGraph(graph, { method: 'GET', path, answer: schema });
  }
  return fail(serviceError({ kind: 'tooLarge' }));
}
