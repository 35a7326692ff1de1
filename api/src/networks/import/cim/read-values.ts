import type { ImportProblem, ProblemCode } from '../problems.ts';
import { problem, quoted } from '../problems.ts';
import { readFlag } from '../read-flag.ts';
import type { CimModel, KeptObject } from './model.ts';
import { textOf } from './model.ts';

export type Report = (...problems: readonly ImportProblem[]) => void;

/** A problem with a property of an object, said with its id, line and name. */
export const problemOf = (
  code: ProblemCode,
  { id, file, line }: Pick<KeptObject, 'id' | 'file' | 'line'>,
  property: string,
  text: { zh: string; en: string },
): ImportProblem => problem(code, text, { ...(file === undefined ? {} : { file }), id, line, property });

export const numberOf = (object: KeptObject, report: Report, ...names: readonly [string, ...string[]]) => {
  const text = textOf(object, ...names);
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  report(
    problemOf('bad-number', object, names[0], {
      zh: `应为数字，实为 ${quoted(text)}。`,
      en: `must be a number, not ${quoted(text)}.`,
    }),
  );
  return undefined;
};

/** Undefined where the object does not say. */
export const flagOf = (object: KeptObject, name: string, report: Report): boolean | undefined => {
  const text = textOf(object, name);
  if (text === undefined) return undefined;
  const flag = readFlag(text);
  if (flag === undefined)
    report(
      problemOf('wrong-type', object, name, {
        zh: `应为 true 或 false，实为 ${quoted(text)}。`,
        en: `must be true or false, not ${quoted(text)}.`,
      }),
    );
  return flag;
};

/** The object that a property refers to. Reported where the file has none of that id; undefined also where its class is not kept. */
export const referenceOf = (
  model: CimModel,
  object: KeptObject,
  name: string,
  report: Report,
): KeptObject | undefined => {
  const id = textOf(object, name);
  if (id === undefined || id === '') return undefined;
  if (!model.has(id))
    report(
      problemOf('unknown-reference', object, name, {
        zh: `文件中没有 ${quoted(id)}；请一并导出该对象，或更正引用。`,
        en: `the file has no object ${quoted(id)}; export it as well, or correct the reference.`,
      }),
    );
  return model.get(id);
};
