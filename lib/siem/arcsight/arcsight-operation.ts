/**
 * Operations of ArcSight FlexConnector parsers, as text. Only operations that public parsers or guides show are here:
 * github.com/Ayyyyyyyy/arcsight (table of operations), github.com/josephbreihan/vim-arcsight (list of all),
 * github.com/Psych0meter/arcsight-parsers (parsers in use). None of this was run on a real connector.
 */

/** A string literal inside an operation: no argument here holds a quote, which nothing shows how to escape. */
function literal(text: string): string {
  return `"${text}"`;
}

export function stringConstant(text: string): string {
  return `__stringConstant(${literal(text)})`;
}

/** Group 1 of a regular expression that matches the whole value; nothing, and no warning in the log, if it does not. */
export function regexGroup(token: string, regex: string): string {
  return `__regexTokenNoWarning(${token},${literal(regex)})`;
}

/** The first argument that is an address; nothing if none is, where a plain string would be refused. */
export function address(text: string): string {
  return `__oneOfAddress(${text})`;
}

/**
 * A time of Microsoft's APIs, which has 0 to 7 fraction digits and ends in Z.
 * Java's SSS reads any number of digits as milliseconds, so that 20.35743 would become 35 seconds later: the fraction
 * goes. The zone is spelt out, since without one the connector assumes its own. Any other shape gives no time at all.
 */
export function utcTime(token: string): string {
  const withoutFraction = `__replaceAll(${token},"^([0-9-]+)T([0-9:]+)([.][0-9]+)?Z$","$1 $2 +0000")`;
  return `__createOptionalTimeStampFromString(${withoutFraction},"yyyy-MM-dd HH:mm:ss Z")`;
}

/** 1 for true and 0 for false, however they are written; nothing for null, as the field holds a number. */
export function trueAsOne(token: string): string {
  return `__safeToLong(__simpleMap(${token},"true=1","false=0","True=1","False=0"))`;
}

/** First label of a host's full name. */
export function hostLabel(token: string): string {
  return regexGroup(token, '([^.]+).*');
}

/** What follows the first label of a host's full name. */
export function hostDomain(token: string): string {
  return regexGroup(token, '[^.]+[.](.+)');
}

/** Makes one backslash of two. Written without a doubled backslash, whose reading differs from parser to parser. */
export function unescapeBackslashes(text: string): string {
  return `__replaceAll(${text},"(\\x5c)\\x5c","$1")`;
}
