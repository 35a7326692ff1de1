import type { ImportProblem } from '../problems.ts';
import { problem, quoted } from '../problems.ts';
import { isOnly, type ModelHeader } from './model-header.ts';

/**
 * Whether files belong together, as far as their headers tell: each model once and only its newest version, one with the equipment, and
 * with states and places the very equipment that they were exported with.
 */
export const checkSet = (headers: readonly ModelHeader[], files: number): readonly ImportProblem[] => {
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
  const hasEquipment = headers.some(
    ({ profiles }) => profiles.size === 0 || profiles.has('EQ') || profiles.has('other'),
  );
  if (headers.length > 0 && headers.length === files && !hasEquipment) problems.push(withoutEquipment(headers));
  else
    for (const header of headers) {
      if (!isOnly(header, (profile) => profile === 'SSH' || profile === 'GL')) continue;
      for (const id of header.dependsOn) if (!known.has(id)) problems.push(unknownDependency(header, id));
    }
  return problems;
};

/** Models that the equipment was exported with and that were not given: whoever misses an object finds it there. */
export const missingModels = (headers: readonly ModelHeader[]): readonly ImportProblem[] => {
  const known = new Set(headers.map(({ id }) => id));
  return headers
    .filter(({ profiles }) => profiles.has('EQ') || profiles.has('EQ_BD'))
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
