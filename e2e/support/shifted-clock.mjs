// Loaded into the portal before anything else: a test moves the portal's clock by writing milliseconds into a file.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const file = process.env.SHIFTED_CLOCK_FILE ?? '';
let offset = 0;

function checkAccessibility() {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offset = 0;
  }
}

checkAccessibility();
setInterval(checkAccessibility, 50).unref();

const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => Reflect.construct(target, args.length > 0 ? args : [now()]),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
