import type { Option } from '../../ui/choice.tsx';

/** A closed vocabulary as choices, in its own order. */
export const optionsOf = <Value extends string>(
  values: readonly Value[],
  names: Readonly<Record<Value, string>>,
): readonly Option<Value>[] => values.map((value) => ({ value, label: names[value] }));
