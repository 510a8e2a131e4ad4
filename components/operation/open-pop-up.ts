/**
 * Opens the pop-up; only in a click, or the browser blocks it. What the window does afterwards cannot be seen:
 * Entra's Cross-Origin-Opener-Policy severs it, and `closed` would lie.
 *
 * @returns false when the browser blocked it
 */
export function openPopUp(operationId: string): boolean {
  const address = `/consent/start?operation=${encodeURIComponent(operationId)}`;
  return window.open(address, `siem-connect-consent-${operationId}`, 'popup,width=520,height=720') !== null;
}

/** The same without a pop-up: this tab goes to Entra and comes back. */
export function continueInThisTab(operationId: string): void {
  const address = new URL('/consent/start', window.location.origin);
  address.searchParams.set('operation', operationId);
  address.searchParams.set('in', 'tab');
  window.location.assign(address);
}
