/**
 * Sign-in codes of Entra ID that a SIEM's log or an administrator's screen may show, and that there are words for.
 * AADSTS7000229 and some of the youngest are not on the page; they were seen in what Entra ID answers.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const signInCodes = [
  'AADSTS16000',
  'AADSTS28000',
  'AADSTS50001',
  'AADSTS50011',
  'AADSTS50012',
  'AADSTS50013',
  'AADSTS50020',
  'AADSTS50027',
  'AADSTS50032',
  'AADSTS50034',
  'AADSTS50049',
  'AADSTS50053',
  'AADSTS50055',
  'AADSTS50057',
  'AADSTS50058',
  'AADSTS50059',
  'AADSTS50072',
  'AADSTS50074',
  'AADSTS50076',
  'AADSTS50078',
  'AADSTS50079',
  'AADSTS50105',
  'AADSTS50126',
  'AADSTS50128',
  'AADSTS50131',
  'AADSTS50158',
  'AADSTS50166',
  'AADSTS50173',
  'AADSTS50194',
  'AADSTS50196',
  'AADSTS53000',
  'AADSTS53001',
  'AADSTS53003',
  'AADSTS54005',
  'AADSTS65001',
  'AADSTS65004',
  'AADSTS70000',
  'AADSTS70001',
  'AADSTS70003',
  'AADSTS70005',
  'AADSTS70007',
  'AADSTS70008',
  'AADSTS70011',
  'AADSTS70021',
  'AADSTS70043',
  'AADSTS90002',
  'AADSTS90008',
  'AADSTS90013',
  'AADSTS90014',
  'AADSTS90019',
  'AADSTS90023',
  'AADSTS90033',
  'AADSTS90055',
  'AADSTS90072',
  'AADSTS90094',
  'AADSTS90095',
  'AADSTS500011',
  'AADSTS500014',
  'AADSTS500131',
  'AADSTS500133',
  'AADSTS500208',
  'AADSTS500341',
  'AADSTS501051',
  'AADSTS501481',
  'AADSTS501491',
  'AADSTS530032',
  'AADSTS530035',
  'AADSTS650052',
  'AADSTS650056',
  'AADSTS650057',
  'AADSTS700005',
  'AADSTS700016',
  'AADSTS700021',
  'AADSTS700023',
  'AADSTS700024',
  'AADSTS700025',
  'AADSTS700027',
  'AADSTS700030',
  'AADSTS700038',
  'AADSTS700051',
  'AADSTS700054',
  'AADSTS700082',
  'AADSTS700084',
  'AADSTS700211',
  'AADSTS700212',
  'AADSTS700213',
  'AADSTS700223',
  'AADSTS700238',
  'AADSTS900023',
  'AADSTS900144',
  'AADSTS900382',
  'AADSTS900561',
  'AADSTS901002',
  'AADSTS1000031',
  'AADSTS1000502',
  'AADSTS1002012',
  'AADSTS5000224',
  'AADSTS5002723',
  'AADSTS5002738',
  'AADSTS7000012',
  'AADSTS7000014',
  'AADSTS7000112',
  'AADSTS7000113',
  'AADSTS7000114',
  'AADSTS7000116',
  'AADSTS7000215',
  'AADSTS7000216',
  'AADSTS7000218',
  'AADSTS7000222',
  'AADSTS7000229',
  'AADSTS9002313',
  'AADSTS9002325',
  'AADSTS9002326',
  'AADSTS9002327',
  'AADSTS9002331',
] as const;

export type SignInCode = (typeof signInCodes)[number];

/** A number after AADSTS that there are no words for. */
export const UNKNOWN_SIGN_IN_CODE = 'unknownSignInCode';

/** Where codes stand in a log: as AADSTS with the number, or in the answer's list, such as "error_codes":[7000215]. */
const named = /AADSTS(\d{4,8})/gi;
const listed = /error_codes["']?\s{0,4}[:=]\s{0,4}\[([\d,\s]{1,200})\]/gi;

export type CodeInText = {
  readonly id: SignInCode | typeof UNKNOWN_SIGN_IN_CODE;
  readonly match: string;
  readonly at: number;
};

/** Every code of a text, known or not, each once. */
export function findSignInCodes(text: string): readonly CodeInText[] {
  const numbers = [
    ...[...text.matchAll(named)].map(({ 1: number = '', index }) => ({ number, index })),
    ...[...text.matchAll(listed)].flatMap(({ 1: list = '', index }) =>
      (list.match(/\d{4,8}/g) ?? []).map((number) => ({ number, index })),
    ),
  ];
  const seen = new Set<string>();
  return numbers.flatMap(({ number, index }) => {
    if (seen.has(number)) return [];
    seen.add(number);
    const match = `AADSTS${number}`;
    return [{ id: signInCodes.find((code) => code === match) ?? UNKNOWN_SIGN_IN_CODE, match, at: index }];
  });
}
