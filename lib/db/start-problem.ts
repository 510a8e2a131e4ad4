import 'server-only';

/** The sentence that ends every refusal about the database: the portal's rows are not what the SIEMs live on. */
const NOTHING_LOST =
  'Nothing in your tenant is lost: connectors and their secrets are in Entra ID, and SIEMs go on receiving alerts.';

/** The database cannot be used, which is told to whoever starts the portal: the setting, the cause, the next step. */
export class DatabaseStartProblem extends Error {
  override readonly name = 'DatabaseStartProblem';

  /** @param what names the setting or the folder, and the cause; @param next what to do about it */
  constructor(what: string, next: string) {
    super([what, next, NOTHING_LOST].join(' '));
  }
}
