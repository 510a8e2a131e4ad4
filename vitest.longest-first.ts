import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whichever core got these last would work on alone while the others have nothing to do. */
const LONGEST = ['/faults/', '/lib/db/'];

const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((folder) => moduleId.includes(folder));

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => Number(isLong(other)) - Number(isLong(one)));
  }
}
