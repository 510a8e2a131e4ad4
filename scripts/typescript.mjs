// Lets a command of the operator run files of lib/ as they stand: Node.js leaves out the types, and these hooks find what
// the build would find. So a production tree needs no compiler.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'server-only') return { url: 'data:text/javascript,', format: 'module', shortCircuit: true };
    const isOurs = specifier.startsWith('@/') || /^\.\.?\//.test(specifier);
    if (!isOurs || context.parentURL?.includes('/node_modules/')) return next(specifier, context);
    const base = specifier.startsWith('@/') ? new URL(specifier.slice(2), ROOT) : new URL(specifier, context.parentURL);
    const file = ['', '.ts'].map((end) => new URL(base.href + end)).find((url) => existsSync(fileURLToPath(url)));
    return file ? { url: file.href, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.json')) return next(url, context);
    /** @type {Record<string, unknown>} */
    const value = JSON.parse(readFileSync(fileURLToPath(url), 'utf8'));
    const lines = Object.keys(value).map((name, index) => {
      const constant = `value${index}`;
      return `const ${constant} = ${JSON.stringify(value[name])}; export { ${constant} as ${JSON.stringify(name)} };`;
    });
    return { format: 'module', source: lines.join('\n'), shortCircuit: true };
  },
});
