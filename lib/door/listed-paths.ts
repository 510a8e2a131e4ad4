/** A page or a route handler that the build has. */
export type ListedRoute = {
  /** As Next writes it: /settings/siem/[connector]. */
  readonly path: string;
  readonly pattern: RegExp;
  readonly kind: 'page' | 'handler';
  readonly methods: readonly string[];
  /** Ids of the server actions that a page may call; null while developing, where Next knows. */
  readonly actions: ReadonlySet<string> | null;
};

export type ListedPaths = {
  readonly routes: readonly ListedRoute[];
  /** Paths of files that are the same for everybody. */
  readonly files: ReadonlySet<string>;
  /** Paths of Next's own tools for developers; none in a built portal. */
  readonly isOpen: (path: string) => boolean;
};

/** What a path leads to. */
export type Listed =
  | { readonly kind: 'file'; readonly methods: readonly string[] }
  | { readonly kind: 'tool'; readonly methods: null }
  | ListedRoute;

const FILE_METHODS = ['GET', 'HEAD'];

/** @param path as it was sent, still encoded */
export function findListed({ routes, files, isOpen }: ListedPaths, path: string): Listed | null {
  if (files.has(path)) return { kind: 'file', methods: FILE_METHODS };
  if (isOpen(path)) return { kind: 'tool', methods: null };
  const found = routes.filter(({ pattern }) => pattern.test(path));
  // As Next chooses: a fixed path goes before one with a parameter.
  return found.find((route) => !route.path.includes('[')) ?? found[0] ?? null;
}

/**
 * Whether a path reads the same to everybody: encoded well, and without segments that a router resolves, separators in
 * disguise or characters that no address has.
 */
export function isPlainPath(path: string): boolean {
  if (!path.startsWith('/') || path.includes('//') || path.includes('\\')) return false;
  return path.split('/').every((segment) => {
    const decoded = decodeSegment(segment);
    return decoded !== null && decoded !== '.' && decoded !== '..' && !/[/\\\u0000-\u001f\u007f]/.test(decoded);
  });
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
