import { describe, expect, it } from 'vitest';
import { createOpenStreams } from './open-streams';

const person = (name: string, address = `address of ${name}`) => ({ person: name, address });

describe('createOpenStreams', () => {
  it('holds one caller, wherever they are, and one address, whoever is there', () => {
    const streams = createOpenStreams({ caller: 2, address: 3, all: 100, reserve: 0 });
    const opened = [1, 2, 3].map((place) => streams.open(person('a', `place ${place}`)) !== null);
    expect(opened).toEqual([true, true, false]);
    const there = ['b', 'c', 'd', 'e'].map((name) => streams.open(person(name, 'office')) !== null);
    expect(there).toEqual([true, true, true, false]);
  });

  it('keeps places for those who have none when all the others are taken', () => {
    const streams = createOpenStreams({ caller: 9, address: 9, all: 4, reserve: 1 });
    const greedy = Array.from({ length: 6 }, () => streams.open(person('greedy')));
    expect(greedy.filter(Boolean)).toHaveLength(4);
    expect(streams.open(person('honest'))).not.toBeNull();
    expect(streams.open(person('another'))).toBeNull();
  });

  it('gives a place back once', () => {
    const streams = createOpenStreams({ caller: 1, address: 9, all: 9, reserve: 0 });
    const close = streams.open(person('a'));
    expect(streams.open(person('a'))).toBeNull();
    close?.();
    close?.();
    expect(streams.open(person('a'))).not.toBeNull();
    expect(streams.open(person('a'))).toBeNull();
  });
});
