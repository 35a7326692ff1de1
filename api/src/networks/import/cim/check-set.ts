import type { ImportProblem } from '../problems.ts';
import { problem, quoted } from '../problems.ts';
import { isNeeded, isOnly, type ModelHeader, mayHoldEquipment } from './model-header.ts';

/**
 * Whether files belong together, as far as their headers tell: each model once and only its newest version, one with the equipment, and
 * with states and places the very equipment that they were exported with. Of files that are not needed, nothing is asked.
 */
export const checkSet = (all: readonly ModelHeader[], files: number): readonly ImportProblem[] => {
  const headers = all.filter(isNeeded);
  const known = new Map<string, ModelHeader>();
  const problems: ImportProblem[] = [];
  for (const header of headers) {
    const first = known.get(header.id);
    if (first) problems.push(twice(header, first));
    else known.set(header.id, header);
  }
  for (const header of headers) {
    for (const id of header.supersedes) {
      const old = known.get(id);
      if (old && old !== header) problems.push(superseded(old, header));
    }
  }
  if (all.length > 0 && all.length === files && !headers.some(mayHoldEquipment)) problems.push(withoutEquipment(all));
  else problems.push(...headers.flatMap((header) => otherEquipment(header, headers)));
  return problems;
};

/**
 * States and places that were exported with other equipment than the one given. They may depend on more, such as a boundary, which is
 * asked for only where something of it is missing.
 */
const otherEquipment = (header: ModelHeader, headers: readonly ModelHeader[]): readonly ImportProblem[] => {
  if (!isOnly(header, (profile) => profile === 'SSH' || profile === 'GL')) return [];
  const equipment = headers.filter(mayHoldEquipment);
  if (equipment.some(({ id }) => header.dependsOn.includes(id))) return [];
  const besides = new Set([...headers.map(({ id }) => id), ...equipment.flatMap(({ dependsOn }) => dependsOn)]);
  return header.dependsOn.filter((id) => !besides.has(id)).map((id) => unknownDependency(header, id));
};

/** Models that the others depend on and that were not given: whoever misses an object finds it there. */
export const missingModels = (headers: readonly ModelHeader[]): readonly ImportProblem[] => {
  const known = new Set(headers.map(({ id }) => id));
  return headers
    .filter(isNeeded)
    .flatMap((header) => header.dependsOn.filter((id) => !known.has(id)).map((id) => unknownDependency(header, id)));
};

const at = ({ file, line }: ModelHeader) => ({ ...(file === undefined ? {} : { file }), line });

const named = ({ file, id }: ModelHeader): string => file ?? id;

const twice = (header: ModelHeader, first: ModelHeader): ImportProblem =>
  problem(
    'duplicate-model',
    {
      zh: `与 ${named(first)} 是同一个模型（${header.id}）。请只给出一次。`,
      en: `is the same model as ${named(first)} (${header.id}). Give it once.`,
    },
    at(header),
  );

const superseded = (old: ModelHeader, by: ModelHeader): ImportProblem =>
  problem(
    'superseded-model',
    {
      zh: `已被 ${named(by)} 取代。请只给出新版本。`,
      en: `has been superseded by ${named(by)}. Leave the old one out.`,
    },
    at(old),
  );

const withoutEquipment = (headers: readonly ModelHeader[]): ImportProblem => {
  const there = headers.map((header) => `${named(header)} (${[...header.profiles].join(', ')})`).join(', ');
  return problem('missing-profile', {
    zh: `缺少设备（EQ）文件，只有：${there}。请一并给出 EQ 文件。`,
    en: `No file holds the equipment (EQ): there are only ${there}. Give the EQ file as well.`,
  });
};

const unknownDependency = (header: ModelHeader, id: string): ImportProblem =>
  problem(
    'missing-model',
    {
      zh: `依赖模型 ${quoted(id)}，而所给文件中没有。请一并给出该文件，或导出同一版本的全部文件。`,
      en: `depends on the model ${quoted(id)}, which is not among the files. Give that file as well, or export all files anew at the same time.`,
    },
    at(header),
  );
