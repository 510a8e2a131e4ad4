import { describe, expect, it } from 'vitest';
import { type Caller, createFairGate, type GateSize } from './fair-gate';

const caller = (name: string, address = name): Caller => ({ address, person: name });

/** A gate, and who has got in through it, in that order. */
function setUpTest(size: Partial<GateSize> = {}) {
  const gate = createFairGate({ caller: 2, address: 4, all: 6, waiting: 50, ...size });
  const entered: string[] = [];
  const leaves: (() => void)[] = [];
  const enter = (who: Caller, name = who.person ?? who.address) => {
    const turn = gate.enter(who);
    void turn?.then((leave) => {
      entered.push(name);
      leaves.push(leave);
    });
    return turn !== null;
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  /** The one that entered first, of those inside, goes. */
  const leaveOne = async () => {
    leaves.shift()?.();
    await settle();
  };
  return { enter, entered, leaves, leaveOne, settle };
}

describe('createFairGate', () => {
  it('lets whoever comes last in after one turn, however many of another wait', async () => {
    const { enter, entered, leaveOne, settle } = setUpTest({ all: 2 });
    for (let count = 0; count < 40; count += 1) enter(caller('attacker'));
    enter(caller('honest'));
    await settle();
    expect(entered).toEqual(['attacker', 'attacker']);
    await leaveOne();
    expect(entered).toEqual(['attacker', 'attacker', 'honest']);
  });

  it('gives callers their turns one after the other', async () => {
    const { enter, entered, leaveOne, settle } = setUpTest({ all: 1 });
    for (const name of ['a', 'a', 'a', 'b', 'b', 'c']) enter(caller(name));
    await settle();
    for (let count = 0; count < 5; count += 1) await leaveOne();
    expect(entered).toEqual(['a', 'a', 'b', 'c', 'a', 'b']);
  });

  it('keeps room for others of what one caller and one address can take', async () => {
    const { enter, entered, settle } = setUpTest();
    for (let count = 0; count < 5; count += 1) enter(caller('one', 'office'));
    for (const name of ['two', 'three', 'four']) enter(caller(name, 'office'));
    enter({ address: 'elsewhere', person: null });
    await settle();
    expect(entered).toEqual(['one', 'one', 'two', 'three', 'elsewhere']);
  });

  it('counts a person once, wherever they are, and everybody unknown of an address as one', async () => {
    const { enter, entered, settle } = setUpTest();
    for (const address of ['a', 'b', 'c', 'd']) enter(caller('traveller', address));
    for (let count = 0; count < 4; count += 1) enter({ address: 'e', person: null });
    await settle();
    expect(entered).toEqual(['traveller', 'traveller', 'e', 'e']);
  });

  it('refuses at once who has too many waiting, and nobody else', () => {
    const { enter } = setUpTest({ waiting: 3 });
    const answers = Array.from({ length: 7 }, () => enter(caller('attacker')));
    expect(answers).toEqual([true, true, true, true, true, false, false]);
    expect(enter(caller('honest'))).toBe(true);
  });

  it('lets in as many as before once all have gone, also when one leaves twice', async () => {
    const { enter, entered, leaves, settle } = setUpTest();
    for (let count = 0; count < 20; count += 1) enter(caller('somebody'));
    for (let count = 0; count < 20; count += 1) {
      await settle();
      const leave = leaves.shift();
      leave?.();
      leave?.();
    }
    expect(entered).toHaveLength(20);
    for (let count = 0; count < 3; count += 1) enter(caller('somebody'), 'again');
    await settle();
    expect(entered.filter((name) => name === 'again')).toHaveLength(2);
  });
});
