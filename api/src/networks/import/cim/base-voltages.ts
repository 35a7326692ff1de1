import type { CimModel, KeptObject } from './model.ts';
import { textOf } from './model.ts';
import type { Report } from './read-values.ts';
import { numberOf, referenceOf } from './read-values.ts';

/**
 * The nominal voltage of equipment, kV: its own BaseVoltage, else that of the voltage level it stands in, directly or by its bay. Undefined
 * where the file says none, and of a transformer, whose ends have one each.
 *
 * Profiles write kilovolts, many distribution exporters volts. Decided once for a file: no network has a nominal voltage of 1,500 kV, and
 * none of 1.5 kV or less alone.
 */
export const baseVoltagesOf = (model: CimModel, report: Report): ((equipment: KeptObject) => number | undefined) => {
  const said = new Map<string, number>();
  for (const base of model.ofClass('BaseVoltage')) {
    const nominal = numberOf(base, report, 'BaseVoltage.nominalVoltage');
    if (nominal !== undefined && nominal > 0) said.set(base.id, nominal);
  }
  const kvPerUnit = Math.max(0, ...said.values()) > 1500 ? 0.001 : 1;
  const of = (object: KeptObject, name: string) => {
    const base = referenceOf(model, object, name, report);
    const nominal = base && said.get(base.id);
    return nominal === undefined ? undefined : nominal * kvPerUnit;
  };
  const levelOf = (container: KeptObject | undefined) =>
    container?.class === 'Bay' ? model.get(textOf(container, 'Bay.VoltageLevel') ?? '') : container;
  return (equipment) => {
    if (equipment.class === 'PowerTransformer') return undefined;
    const own = of(equipment, 'ConductingEquipment.BaseVoltage');
    if (own !== undefined) return own;
    const level = levelOf(model.get(textOf(equipment, 'Equipment.EquipmentContainer') ?? ''));
    return level?.class === 'VoltageLevel' ? of(level, 'VoltageLevel.BaseVoltage') : undefined;
  };
};
