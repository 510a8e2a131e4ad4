import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedInstance } from './embedded-instance';
import { PGliteStream } from './pglite-stream';

let database: PGlite;
let instance: EmbeddedInstance;
beforeAll(async () => {
  database = await PGlite.create();
  instance = new EmbeddedInstance(database, {
    open: () => Promise.reject(new Error('not in this test')),
    check: () => undefined,
    isDiskFull: () => false,
  });
});
afterAll(() => database.close());

function message(type: string, body: string): Buffer {
  const text = Buffer.from(body);
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length + 4);
  return Buffer.concat([Buffer.from(type), length, text]);
}

const startUp = message('', '\0\u0003\0\0user\0postgres\0database\0postgres\0\0');
const ask = (sql: string) => message('Q', `${sql}\0`);

describe('PGliteStream', () => {
  it('puts messages together that come in pieces, and answers each of several that come at once', async () => {
    const stream = new PGliteStream(instance);
    const write = (bytes: Uint8Array) => new Promise((resolve) => stream.write(bytes, resolve));
    for (const byte of Buffer.concat([startUp, ask(`select 'in ' || 'pieces'`)])) await write(Buffer.from([byte]));
    await write(Buffer.concat([ask(`select 'first ' || 'of two'`), ask(`select 'second ' || 'of two'`)]));
    const answer = String(stream.read());
    for (const words of ['in pieces', 'first of two', 'second of two']) expect(answer.split(words)).toHaveLength(2);
    stream.destroy();
  });

  it.each(['is closed', 'breaks'])(
    'leaves nothing to the next connection when one %s inside a transaction',
    async (how) => {
      let stream = new PGliteStream(instance);
      const pool = new pg.Pool({
        ...{ max: 1, user: 'postgres', database: 'postgres' },
        stream: () => (stream = new PGliteStream(instance)),
      });
      pool.on('error', () => undefined);
      await pool.query('create table if not exists left_over (n int)');
      const client = await pool.connect();
      client.on('error', () => undefined);
      await client.query('begin');
      await client.query('insert into left_over values (1)');
      await client.query(`set application_name = 'left over'`);
      if (how === 'breaks') stream.destroy();
      client.release(true);
      expect((await pool.query('show application_name')).rows).toEqual([{ application_name: '' }]);
      await pool.query('rollback');
      expect((await pool.query('select * from left_over')).rows).toEqual([]);
      await pool.end();
    },
  );

  it('does not end the transaction of another connection when it is closed late', async () => {
    const [early, late] = [new PGliteStream(instance), new PGliteStream(instance)];
    const write = (stream: PGliteStream, bytes: Buffer) => new Promise((resolve) => stream.write(bytes, resolve));
    await write(early, Buffer.concat([startUp, message('X', '')]));
    await write(late, Buffer.concat([startUp, ask('begin'), ask('create table kept (n int)')]));
    await new Promise((resolve) => early.once('close', resolve).destroy());
    await write(late, ask('commit'));
    expect((await database.query('select * from kept')).rows).toEqual([]);
    late.destroy();
  });
});
