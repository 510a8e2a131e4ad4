'use server';

import { forbidden } from 'next/navigation';
import { z } from 'zod';
import type { AdoptProblem } from '@/lib/operations/adopt-found';
import type { DisplayMode, OperationInput } from '@/lib/operations/begin-input';
import type { OperationRefusal } from '@/lib/operations/refusal';
import type { Result } from '@/lib/result';
import { begin } from './begin-request';
import { cancel, restore, retry, saveDisplayMode, undo } from './operation-request';

// What the portal's pages call; the routes below /api/operations do the same by the same functions.

/** Why an operation was not begun; `input` also stands for a page that is out of date. */
export type BeginProblem = 'input' | 'role' | 'policy' | 'tooMany' | 'taken' | 'signedOut' | AdoptProblem;
export type BeginState = { readonly ok: true } | { readonly ok: false; readonly problem: BeginProblem };

type Click = { readonly id: string; readonly displayMode: DisplayMode; readonly operation: OperationInput };

/** In the click that opens the pop-up. */
export async function beginOperation(input: Click): Promise<BeginState> {
  const begun = await begin(input);
  return begun.ok ? { ok: true } : { ok: false, problem: problemOf(begun.error) };
}

function problemOf(refusal: OperationRefusal): BeginProblem {
  switch (refusal.code) {
    case 'forbidden':
      return forbidden();
    case 'role':
    case 'policy':
    case 'tooMany':
    case 'taken':
    case 'signedOut':
      return refusal.code;
    case 'orphan':
      return refusal.why;
    case 'unknown':
    case 'input':
    case 'state':
    case 'connectorState':
    case 'consentAgain':
      return 'input';
  }
}

/** stale: it goes on or has ended elsewhere; its events tell. */
export type GoOnState = 'started' | 'consentAgain' | 'stale' | 'signedOut';

/** `Try again`. */
export async function retryOperation(id: string): Promise<GoOnState> {
  return goOn(id, retry);
}

/** `Restore`, in set-up. */
export async function restoreOperation(id: string): Promise<GoOnState> {
  return goOn(id, restore);
}

/** `Undo`. */
export async function undoOperation(id: string): Promise<GoOnState> {
  return goOn(id, undo);
}

/** `Cancel`. @returns false when there is nothing to cancel any more: the operation goes on, or has ended */
export async function cancelOperation(id: string): Promise<boolean> {
  const parsed = idSchema.safeParse(id);
  return parsed.success && (await cancel(parsed.data)).ok;
}

/** Tells whether `Open again` opened. */
export async function reportPopUp(id: string, opened: boolean): Promise<void> {
  const parsed = idSchema.safeParse(id);
  if (parsed.success) await saveDisplayMode(parsed.data, opened ? 'popup' : 'blocked');
}

const idSchema = z.guid();

async function goOn(id: string, act: (id: string) => Promise<Result<void, OperationRefusal>>): Promise<GoOnState> {
  const parsed = idSchema.safeParse(id);
  if (!parsed.success) return 'stale';
  const done = await act(parsed.data);
  if (done.ok) return 'started';
  if (done.error.code === 'forbidden') return forbidden();
  if (done.error.code === 'signedOut' || done.error.code === 'consentAgain') return done.error.code;
  return 'stale';
}
