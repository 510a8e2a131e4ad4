import 'server-only';
import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Initialise = NodeFS['init'];

/**
 * PGlite's file system for Node has no fsync, so a commit could be lost with the machine's power. This one has it.
 * It reaches into internals that moved between PGlite's patch releases: the version is pinned, an unknown shape
 * throws at start-up, and a test counts the calls.
 *
 * @see https://github.com/electric-sql/pglite/issues/1107
 */
export class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<Initialise>): ReturnType<Initialise> {
    const prepared = await super.init(...args);
    prepared.emscriptenOpts.preRun?.push((module) => {
      const fileSystem: unknown = module.NODEFS;
      if (!hasStreamOperations(fileSystem)) throw new Error('PGlite changed: nowhere to add fsync');
      fileSystem.stream_ops.fsync = (stream) => {
        if (stream.nfd !== undefined) fsyncSync(stream.nfd);
        return 0;
      };
    });
    return prepared;
  }
}

type StreamOperations = { fsync?: (stream: { nfd?: number }) => number };

function hasStreamOperations(value: unknown): value is { stream_ops: StreamOperations } {
  return typeof value === 'object' && value !== null && 'stream_ops' in value && typeof value.stream_ops === 'object';
}
