import { createHash } from 'node:crypto';
import type { FaultKind } from './fault-kinds';
import type { Call, Flow } from './flow';
import type { CaseResult } from './run-case';

export type Tried = {
  readonly flow: Flow;
  readonly call: Call;
  readonly kind: FaultKind;
  readonly result: CaseResult;
};

const title = ['# Faults, call by call', ''];

const introduction = [
  'Made by `npm run faults`; the unit tests fail when it is not current. Do not edit by hand.',
  '',
  'The outgoing calls of all flows meet every fault, against the embedded tenant, with a clock that does not wait. Then',
  'the operator tries again until it works, and, where the page offers it, undoes instead. After both, the tenant is held',
  'against the portal’s rows: applications, service principals, grants, secrets and the recycle bin.',
  '',
  'Not among them are the calls of next-auth itself at sign-in (discovery, the first token, the keys), which use a socket',
  'and not `fetch`: it has ten seconds for each and tries none again, and the person is led back to the sign-in page.',
  'Where a flow makes the same call with the same code as another, it is tried in one of them.',
  '',
];

/** The page: totals, and one line for each call. */
export function renderFaults(tried: readonly Tried[]): string {
  const flows = flowsOf(tried);
  return [
    ...[...title, ...introduction, ...summary(tried, flows), ...legend],
    ...[
      '| Flow | Call | Went on by itself | Shown, and by how many faults | Digest |',
      '| --- | --- | --: | --- | --- |',
    ],
    ...flows.flatMap((flow) => flow.calls.map((call) => line(tried, flow, call))),
    '',
  ].join('\n');
}

/** Every fault in every call, one table for each flow: too long for a page that is read. */
export function renderWholeMatrix(tried: readonly Tried[]): string {
  return [...title, ...cellLegend, ...flowsOf(tried).flatMap((flow) => section(tried, flow))].join('\n');
}

function flowsOf(tried: readonly Tried[]): readonly Flow[] {
  return [...new Set(tried.map(({ flow }) => flow))];
}

function summary(tried: readonly Tried[], flows: readonly Flow[]): readonly string[] {
  const row = (name: string, own: readonly Tried[], calls: number) => {
    const went = own.filter(({ result }) => result.cause === null).length;
    const wrong = own.filter(({ result }) => result.wrong.length > 0).length;
    return `| ${[name, calls, own.length, went, own.length - went, own.length - wrong, wrong].join(' | ')} |`;
  };
  const all = flows.reduce((sum, { calls }) => sum + calls.length, 0);
  return [
    '| Flow | Calls | Faults tried | Went on by itself | Shown, then undone or tried again | Survived | Objects left or lost |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...flows.map((flow) =>
      row(
        flow.name,
        tried.filter((one) => one.flow === flow),
        flow.calls.length,
      ),
    ),
    row('**All**', tried, all),
    '',
  ];
}

const legend = [
  'An application whose creation was never answered counts as never made when it has been unknown for five minutes after',
  'it was asked for; so does a secret. Until then an undo waits, and a secret stays on the list of what is to be removed.',
  '',
  'Below, a call goes on by itself, perhaps after a wait, or the person is shown a cause. “Named” means that the work ended',
  'and names, with its id, what it could not remove. The digest stands for what each single fault led to: it changes with',
  'any of them. `npm run faults` writes the whole matrix to `test-results/faults.md`.',
  '',
];

const cellLegend = [
  '“–” means that the work went on by itself, perhaps after a wait. Another word is the cause that the person is shown;',
  '“named” means that the work ended and names, with its id, what it could not remove. Nothing is tried where a cell is',
  'empty: one request of a batch cannot lose its connection alone.',
  '',
];

function line(tried: readonly Tried[], flow: Flow, call: Call): string {
  const outcomes = tried.filter((one) => one.flow === flow && one.call === call);
  const cells = outcomes.map(({ result }) => cellOf(result));
  const shown = [...new Set(cells)].filter((cell) => cell !== WENT_ON);
  const counts = shown.map((cell) => `${cell} ${cells.filter((one) => one === cell).length}`);
  const went = cells.filter((cell) => cell === WENT_ON).length;
  const digest = digestOf(outcomes.map(({ kind, result }) => `${kind.name}: ${cellOf(result)}`));
  return `| ${[flow.name, call.name, went, counts.join(', '), `\`${digest}\``].join(' | ')} |`;
}

function digestOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 8);
}

const WENT_ON = '–';

function cellOf({ cause, named }: CaseResult): string {
  return cause ?? (named ? 'named' : WENT_ON);
}

function section(tried: readonly Tried[], flow: Flow): readonly string[] {
  const own = tried.filter((one) => one.flow === flow);
  const kinds = [...new Set(own.map(({ kind }) => kind))];
  const cell = (kind: FaultKind, call: Call) => {
    const found = own.find((one) => one.kind === kind && one.call === call);
    return found ? cellOf(found.result) : '';
  };
  return [
    `## ${flow.name}`,
    '',
    `| Fault | ${flow.calls.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${flow.calls.map(() => '---').join(' | ')} |`,
    ...kinds.map((kind) => `| ${[kind.name, ...flow.calls.map((call) => cell(kind, call))].join(' | ')} |`),
    '',
  ];
}
