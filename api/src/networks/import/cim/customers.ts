import type { CimModel, KeptObject } from './model.ts';
import { textsOf } from './model.ts';
import type { Report } from './read-values.ts';
import { numberOf, problemOf } from './read-values.ts';

/**
 * Customers at a consumer: its usage points, where the file has any of it, because each is a delivery to one customer; else the
 * count that the consumer states. Undefined where neither is there.
 */
export const customersBy = (model: CimModel, report: Report): ((consumer: KeptObject) => number | undefined) => {
  const points = new Map<string, Set<string>>();
  const join = (equipment: string, point: string) => {
    const known = points.get(equipment);
    if (known) known.add(point);
    else points.set(equipment, new Set([point]));
  };
  for (const point of model.ofClass('UsagePoint')) {
    for (const equipment of textsOf(point, 'UsagePoint.Equipments')) {
      if (model.has(equipment)) join(equipment, point.id);
      else report(unknownEquipment(point, equipment));
    }
  }
  return (consumer) => {
    for (const point of textsOf(consumer, 'Equipment.UsagePoints')) join(consumer.id, point);
    return points.get(consumer.id)?.size ?? numberOf(consumer, report, 'EnergyConsumer.customerCount');
  };
};

const unknownEquipment = (point: KeptObject, equipment: string) =>
  problemOf('unknown-reference', point, 'UsagePoint.Equipments', {
    zh: `文件中没有设备 "${equipment}"，该用户无处可归；请一并导出该设备。`,
    en: `the file has no equipment "${equipment}", so this customer is nowhere; export it as well.`,
  });
