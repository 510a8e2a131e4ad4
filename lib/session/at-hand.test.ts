import { expect, it } from 'vitest';
import { arriving, atHand } from './at-hand';

it('waits for nothing that is still to come', async () => {
  expect(await atHand(new Promise(() => undefined))).toBeNull();
});

it('leaves a failure to whoever waits for the promise itself', async () => {
  const failing = Promise.reject(new Error('gone'));
  expect(await atHand(failing)).toBeNull();
  await expect(failing).rejects.toThrow('gone');
});

it('gives what was answered before, through however many functions', async () => {
  const kept = Promise.resolve('answer');
  const read = async () => kept;
  const shape = async () => (await read()).length;
  expect(await atHand(shape())).toBe(6);
});

it('tells what is there already from what is still to come', async () => {
  const waiting = new Promise<string>(() => undefined);
  expect(await arriving(Promise.resolve('answer'))).toEqual({ now: 'answer' });
  expect(await arriving(waiting)).toEqual({ later: waiting });
});

it('hands a failure on to whoever shows it', async () => {
  const failing = Promise.reject(new Error('gone'));
  const part = await arriving(failing);
  await expect('later' in part ? part.later : null).rejects.toThrow('gone');
});
