import { gzipSync } from 'node:zlib';

/** What a browser takes for a page that it has never seen; bytes. */
export type PageWeight = {
  readonly html: number;
  readonly htmlGzip: number;
  /** All scripts of the first load, each compressed on its own. */
  readonly scriptGzip: number;
  readonly requests: number;
};

/** @param cookie of somebody who is signed in, or nothing */
export async function weighPage(url: string, cookie: string): Promise<PageWeight> {
  const response = await fetch(url, { headers: cookie ? { cookie } : {}, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  const html = await response.text();
  const scripts = namedFiles(html, 'js');
  const sizes = await Promise.all(scripts.map((path) => gzipSize(new URL(path, url))));
  return {
    html: Buffer.byteLength(html),
    htmlGzip: gzipSync(html).byteLength,
    scriptGzip: sizes.reduce((sum, size) => sum + size, 0),
    requests: 1 + scripts.length + namedFiles(html, 'css').length,
  };
}

/**
 * Files of the build that the page names: in tags, and in the data from which it comes alive. Scripts for browsers
 * without modules are loaded by none that the portal runs in.
 */
function namedFiles(html: string, ending: 'js' | 'css'): readonly string[] {
  const old = new Set([...html.matchAll(/<script src="([^"?]+)[^>]* noModule=""/g)].map(([, path]) => path));
  const found = html.matchAll(new RegExp(`/_next/static/[\\w./~-]+\\.${ending}\\b`, 'g'));
  return [...new Set([...found].map(([path]) => path))].filter((path) => !old.has(path));
}

async function gzipSize(url: URL): Promise<number> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  return gzipSync(await response.text()).byteLength;
}
