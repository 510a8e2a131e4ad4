import { defineRules } from './error-rule';

const names = [
  'http\\/[\\d.]{1,3}"?',
  'https?',
  'status(?:[ _-]?code)?',
  '(?:response|return|error|result|reply|http)[ _-]?(?:status[ _-]?)?code',
  'code',
  'errors?',
  'response(?:[ _-]?status)?',
  'responded with',
  'returned',
  'answered',
  'replied',
  'received',
  'got',
  'failed(?: with)?',
  'refused with',
  'rc',
  'http[ _-]?status',
  'too many',
].join('|');

/** What may stand between the name and the number: marks, and a word or two such as "was" or "error". */
const between = `(?:["'\\s:=>,([\\\\|-]{1,6}|[ ]?(?:is|was|of|with|a|an|error|status|code|http)[ ]){1,4}`;

/** After the number: no noun that is counted, such as "403 alerts". */
const ending = `(?![\\d.]*\\d)(?!\\s+(?:new |more |of |other |open |high )?(?:[a-z]+s\\b(?! error)|of\\b|ms\\b|[kmg]i?b\\b|%))`;

/**
 * Statuses as products log them. A number alone may be anything: it counts beside its words, after a name for it, where
 * an access log has it, or as a code of Microsoft's error body.
 */
export const statusErrors = defineRules([
  { id: 'http400', pattern: statusOf('400', 'bad ?request') },
  { id: 'http401', pattern: statusOf('401', 'unauthorized') },
  { id: 'http403', pattern: statusOf('403', 'forbidden|access denied') },
  { id: 'http404', pattern: statusOf('404', 'not ?found') },
  { id: 'http405', pattern: statusOf('405', 'method ?not ?allowed') },
  { id: 'http407', pattern: statusOf('407', 'proxy authentication required') },
  { id: 'http429', pattern: statusOf('429', 'too ?many') },
  {
    id: 'http5xx',
    pattern: statusOf(
      '50[0234]',
      'internal ?server ?error|bad ?gateway|service ?(?:temporarily )?unavailable|gateway ?time-?out',
    ),
  },
]);

function statusOf(number: string, words: string): RegExp {
  const withWords = `(?<![\\d.:-])\\b${number}\\b["')\\]\\s:,;|(-]{0,6}(?:client error|server error|error|status reason|reason|message|msg)?["'\\s:=,(|-]{0,8}(?:${words})\\b`;
  const client = `\\b${number} (?:client|server) error\\b`;
  const named = `(?<![a-z])(?:${names})${between}${number}\\b${ending}`;
  const bracketed = `(?:error|failed|failure|refused|denied|exception|warn(?:ing)?|response)[^\\n\\d]{0,40}[[(]${number}[\\])]`;
  const arrow = `->\\s{0,3}${number}\\b${ending}`;
  const afterAddress = `https?:\\/\\/\\S{1,400}["']?\\s{1,3}${number}\\b${ending}`;
  const alone = `^\\s{0,9}${number}\\s{0,9}$`;
  const bodyCode = `"code\\\\{0,3}"\\s{0,3}[:=]>?\\s{0,3}\\\\{0,3}"(?:${words})\\\\{0,3}"`;
  const inName = `(?<![a-z])http_(?:response_)?${number}\\b`;
  const exception = `[a-z]exception:\\s{1,3}${number}\\b${ending}`;
  const inWords = `\\bcode:\\s{1,3}(?:${words})\\b`;
  const reason = `(?:reason|status reason|statusText)["']?\\s{0,3}[:=|]\\s{0,3}["']?(?:${words})\\b`;
  const wordsFirst = `\\b(?:${words})[\\s:=,([-]{1,3}${number}\\b${ending}`;
  return new RegExp(
    [
      ...[withWords, wordsFirst, client, named, bracketed, arrow, afterAddress, alone, bodyCode, reason],
      ...[inName, exception, inWords],
    ].join('|'),
    'i',
  );
}
