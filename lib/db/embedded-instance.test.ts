import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedInstance } from './embedded-instance';
import { PGliteStream } from './pglite-stream';

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
  await database.exec('create table kept (n int)');
});
afterAll(() => database.close());

/** A disk that is full whenever the test says so, and a pool as the portal has it. */
function portalOn(isDiskFull: () => boolean) {
  const open = () => Promise.reject(new Error('nothing broke'));
  const instance = new EmbeddedInstance(database, { open, check: () => undefined, isDiskFull });
  return new pg.Pool({
    ...{ max: 1, user: 'postgres', database: 'postgres' },
    stream: () => new PGliteStream(instance),
  });
}

const read = (number: number) => ({ name: 'read', text: 'select $1::int + 1 as next', values: [number] });
const write = (number: number) => ({ name: 'write', text: 'insert into kept values ($1)', values: [number] });

describe('a disk that fills and empties', () => {
  // The driver sends a prepared statement in pieces, and each asks how full the disk is.
  it.each(Array.from({ length: 12 }, (_, looks) => looks))(
    'when it fills after %i looks, refuses changes, answers reads, and goes on afterwards',
    async (looks) => {
      let left = looks;
      let isFull = false;
      const pool = portalOn(() => isFull || left-- === 0);
      for (let number = 0; number < 4; number += 1) {
        expect((await pool.query(read(number))).rows).toEqual([{ next: number + 1 }]);
      }
      isFull = true;
      for (let number = 0; number < 3; number += 1) {
        await expect(pool.query(write(number))).rejects.toMatchObject({ code: '25006' });
        expect((await pool.query(read(number))).rows).toEqual([{ next: number + 1 }]);
      }
      isFull = false;
      left = -1;
      expect((await pool.query(write(1))).rowCount).toBe(1);
      expect((await pool.query(read(5))).rows).toEqual([{ next: 6 }]);
      await pool.end();
    },
  );

  it('lets a transaction that is under way finish', async () => {
    let isFull = false;
    const pool = portalOn(() => isFull);
    const client = await pool.connect();
    await client.query('begin');
    await client.query(write(7));
    isFull = true;
    await client.query(write(8));
    await client.query('commit');
    client.release();
    await expect(pool.query(write(9))).rejects.toMatchObject({ code: '25006' });
    await pool.end();
  });
});
