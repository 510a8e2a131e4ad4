/** The portal's name for what it shares with the embedded tenant. */
export { fail, succeed, type Result } from '@siem-connect/foundation/result';
