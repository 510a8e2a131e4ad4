// The portal's process: Next behind the door. `npm start`, the demo, `npm run dev` and the tests all run this.
//   node server/main.mjs start|dev   with PORT and HOST, beside the settings in .env.example
Object.assign(process.env, { NODE_ENV: process.argv[2] === 'dev' ? 'development' : 'production' });
const { survive } = await import('./capture-output.mjs');
const { writeLogLine } = await import('./log-line.mjs');
const { default: http } = await import('node:http');
const { default: next } = await import('next');
const { builtPaths, developmentPaths, builtConfig } = await import('./listed-routes.mjs');

const dev = process.env.NODE_ENV === 'development';
const port = Number(process.env.PORT || 3000);
const hostname = process.env.HOST || '127.0.0.1';
const directory = process.cwd();

// The tree of production has none of the tools that read next.config.js: there the build's reading of it counts.
const config = dev ? null : builtConfig(directory);
if (config !== null) process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = config;

/** Next hangs its own listener for WebSockets on the server that it is given: the real one is the door's. */
const upgrades = http.createServer();
const app = next({ dev, dir: directory, hostname, port, quiet: !dev, httpServer: upgrades });

/** lib/start makes the door once the settings are read and the database is open. */
const opening = new Promise((resolve) => {
  globalThis.siemConnectOpenDoor = resolve;
});
await app.prepare();
/** @type {import('../lib/door/door').OpenDoor} */
const openDoor = await opening;

const handle = app.getRequestHandler();
const server = openDoor({
  paths: dev ? developmentPaths(directory) : fixed(await builtPaths(directory)),
  framework: (request, response) => handle(request, response),
  upgrade: dev ? (request, socket, head) => void upgrades.emit('upgrade', request, socket, head) : null,
});
server.once('error', (error) => {
  const code = 'code' in error ? error.code : error.name;
  writeLogLine({ level: 60, msg: `The portal cannot listen on ${hostname}, port ${port}: ${code}` });
  process.exit(1);
});
server.listen(port, hostname, survive);

/** @template Value @param {Value} value */
function fixed(value) {
  return () => value;
}
