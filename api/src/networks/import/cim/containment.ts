import type { CimModel, KeptObject } from './model.ts';
import { textOf, textsOf } from './model.ts';
import type { Report } from './read-values.ts';
import { referenceOf } from './read-values.ts';

/** Which substation and which feeder an object belongs to, as a name where that tells them apart, else as an id. */
export type Containment = {
  readonly substation: (object: KeptObject) => string | undefined;
  readonly feeder: (object: KeptObject) => string | undefined;
};

/** Follows containers upwards: bay, voltage level, substation; or feeder, and the substation that normally energises it. */
export const containmentOf = (model: CimModel, report: Report): Containment => {
  const substationNames = namesOf(model.ofClass('Substation'));
  const feederNames = namesOf(model.ofClass('Feeder'));
  const containers = (object: KeptObject): KeptObject[] => {
    const first = FIRST.map((name) => referenceOf(model, object, name, report)).filter((found) => found !== undefined);
    const further = textsOf(object, 'Equipment.AdditionalEquipmentContainer').map(model.get);
    return [...first, ...further.filter((found) => found !== undefined)];
  };
  const substationOf = (container: KeptObject, depth = 0): KeptObject | undefined => {
    if (container.class === 'Substation') return container;
    // Bay, voltage level, substation: whatever is deeper goes in a circle.
    if (depth > 3) return undefined;
    for (const name of UPWARDS) {
      const above = model.get(textOf(container, name) ?? '');
      const found = above && substationOf(above, depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  return {
    substation: (object) => {
      for (const container of containers(object)) {
        const found = substationOf(container);
        if (found) return substationNames(found);
      }
      return undefined;
    },
    feeder: (object) => {
      const found = containers(object).find((container) => container.class === 'Feeder');
      return found && feederNames(found);
    },
  };
};

const FIRST = ['Equipment.EquipmentContainer', 'ConnectivityNode.ConnectivityNodeContainer'];
const UPWARDS = ['Bay.VoltageLevel', 'Bay.Substation', 'VoltageLevel.Substation', 'Feeder.NormalEnergizingSubstation'];

/** Names of objects of one class; the id instead where there is no name, or two have the same. */
const namesOf = (objects: readonly KeptObject[]): ((object: KeptObject) => string) => {
  const count = new Map<string, number>();
  for (const object of objects) {
    const name = textOf(object, 'IdentifiedObject.name') ?? '';
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return (object) => {
    const name = textOf(object, 'IdentifiedObject.name') ?? '';
    return name !== '' && count.get(name) === 1 ? name : object.id;
  };
};
