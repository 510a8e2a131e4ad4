import 'server-only';
import { cleanUp } from './clean-up';
import type { OperationDefinition } from '../define-operation';
import { disable } from './disable';
import { enable } from './enable';
import { newSecret } from './new-secret';
import type { OperationKind } from '../operation-kind';
import { permissions } from './permissions';
import { reEnable } from './re-enable';
import { remove } from './remove';
import { removeForeign } from './remove-foreign';
import { removeSecret } from './remove-secret';
import { restore } from './restore';
import { tokens } from './tokens';
import { undo } from './undo';
import { verify } from './verify';

/** Every kind of operation that there is. */
export const definitions: Readonly<Record<OperationKind, OperationDefinition>> = {
  enable,
  undo,
  disable,
  're-enable': reEnable,
  remove,
  restore,
  'new-secret': newSecret,
  'remove-secret': removeSecret,
  tokens,
  verify,
  'clean-up': cleanUp,
  permissions,
  'remove-foreign': removeForeign,
};
