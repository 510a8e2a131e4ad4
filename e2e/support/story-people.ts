import type { TenantControl } from './tenant-control';

/** Whoever plays a part in stories, by what they may do. docs/tenant.md says who has which roles. */
export type People = {
  readonly globalAdmin: string;
  readonly securityAppAdmin: string;
  readonly securityAdmin: string;
  readonly securityReader: string;
  readonly user: string;
};

let stories = 0;

/**
 * People whom no other story knows, by their user principal names: what the portal counts or remembers of a person is
 * this story's alone. They go when the tenant is reset.
 */
export async function peopleOfAStory(tenant: TenantControl): Promise<People> {
  stories += 1;
  const story = stories;
  const add = async (like: string) => {
    const person = `${like}-${story}`;
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
