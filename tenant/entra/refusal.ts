/**
 * Refusals of Entra ID: number, OAuth error and the status the token endpoint gives them.
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export type Aadsts = {
  readonly number: number;
  readonly error: string;
  readonly message: string;
  readonly status: 400 | 401;
  readonly suberror?: string;
  /** JSON text that the client hands on to the next authorization request. */
  readonly claims?: string;
};

export function refusal(number: number, error: string, message: string): Aadsts {
  return { number, error, message, status: 400 };
}

export function invalidRequest(number: number, message: string): Aadsts {
  return refusal(number, 'invalid_request', message);
}

export function invalidGrant(number: number, message: string): Aadsts {
  return refusal(number, 'invalid_grant', message);
}

export function unauthorized(number: number, message: string): Aadsts {
  return { number, error: 'invalid_client', message, status: 401 };
}
