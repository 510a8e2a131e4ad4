/**
 * How far the facts of an entry can be relied on:
 * - proven: a program other than ours uses the entry's file in our tests
 * - source: names and values were read in the vendor's own code or configuration template
 * - documented: read in the vendor's documentation
 * - partial: the vendor's documentation says less than the entry needs; the entry's note says what is missing
 */
export const confidences = ['proven', 'source', 'documented', 'partial'] as const;

export type SiemFacts = {
  /** The vendor's page, where the facts are from or where newer ones will be. */
  readonly vendorPage: string;
  /** Where a product has more than one way in: the page of each other one, under the product's name for it. */
  readonly furtherPages?: readonly { readonly name: string; readonly page: string }[];
  /** Day on which the facts were last held against their source, as YYYY-MM-DD. */
  readonly checked: string;
  readonly confidence: (typeof confidences)[number];
  /** Bytes of the longest event that it keeps whole as it is delivered; left out where no figure is public. */
  readonly largestEvent?: number;
};
