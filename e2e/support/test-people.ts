import type { TenantControl } from './tenant-control';

/** Whoever plays a part in tests, by what they may do. docs/tenant.md says who has which roles. */
export type People = {
  readonly globalAdmin: string;
  readonly securityAppAdmin: string;
  readonly securityAdmin: string;
  readonly securityReader: string;
  readonly user: string;
};

let tests = 0;

/**
 * People whom no other test knows, by their user principal names: what the portal counts or remembers of a person is
 * this test's alone. They go when the tenant is reset.
 */
export async function peopleOfATest(tenant: TenantControl): Promise<People> {
  tests += 1;
  const test = tests;
  const add = async (like: string) => {
    const person = `${like}-${test}`;
    await tenant.changes({ do: 'addPerson', person, like });
    return `${person}@contoso.example`;
  };
  return {
    globalAdmin: await add('global-admin'),
    securityAppAdmin: await add('security-app-admin'),
    securityAdmin: await add('security-admin'),
    securityReader: await add('security-reader'),
    user: await add('user'),
  };
}
