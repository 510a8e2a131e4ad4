/** What ALLOW_INSECURE may name. */
export const insecureNames = ['clear-text-database', 'unrepaired-node'] as const;

/** Flags of Node that take protection away, on its command line or in NODE_OPTIONS. */
const FLAGS: readonly (readonly [RegExp, string])[] = [
  [/^--insecure-http-parser\b/, 'accepts forged requests'],
  [/^--tls-min-v1\.[01]\b/, 'lets TLS be broken'],
  [
    /^--inspect(?:-brk|-wait)?=(?!127\.|localhost|\[::1\]|\d+$)/,
    'lets other machines debug the portal, and read its secrets',
  ],
];

/**
 * What in the environment switches protection off for everything that the process does.
 *
 * @param given the environment @param flags of the process
 * @returns a sentence for each that begins with the setting's name
 */
export function processProblems(
  given: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): readonly string[] {
  const problems: string[] = [];
  if (given.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    problems.push(
      'NODE_TLS_REJECT_UNAUTHORIZED is 0: anybody on the way could read every credential. Remove it; for an authority of your own set NODE_EXTRA_CA_CERTS to its certificate in PEM',
    );
  }
  const options = (given.NODE_OPTIONS ?? '').split(/\s+/).filter(Boolean);
  for (const [name, found] of [
    ['NODE_OPTIONS', options],
    ["Node's command line", flags],
  ] as const) {
    for (const [pattern, why] of FLAGS) {
      const flag = found.find((one) => pattern.test(one));
      if (flag) problems.push(`${name} has ${flag.split('=')[0] ?? flag}, which ${why}. Remove it`);
    }
  }
  return problems;
}
