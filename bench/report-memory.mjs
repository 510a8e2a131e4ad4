// Loaded into a server that a benchmark runs: writes once a second what memory the process has.
import { writeFileSync } from 'node:fs';

const file = process.env.MEMORY_FILE;
if (file) setInterval(() => writeFileSync(file, JSON.stringify(process.memoryUsage())), 1_000).unref();
