import type { Order } from '../../sync/live.ts';
import { formatCount, formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';

/** An order as the person who gave it would say it. */
export const orderText = (order: Order): string => {
  const { crew, vocabulary } = words();
  const name = crew.order[order.type] ?? order.type;
  const detail = detailOf(order, vocabulary, crew);
  return detail === '' ? name : `${name} · ${detail}`;
};

const detailOf = (
  order: Order,
  vocabulary: ReturnType<typeof words>['vocabulary'],
  crew: ReturnType<typeof words>['crew'],
): string => {
  switch (order.type) {
    case 'declineDispatch':
      return vocabulary.declineReason[order.reason];
    case 'setEtr':
      return `${formatTime(order.etr)} · ${vocabulary.etrReason[order.reason]}`;
    case 'restoreSupply':
      return order.scope.type === 'count' ? crew.stepLine(formatCount(order.scope.customers)) : crew.restore.everybody;
    case 'addNote':
      return order.text.length > 40 ? `${order.text.slice(0, 40)}…` : order.text;
    case 'recordSwitching':
      return order.operations.map((it) => `${vocabulary.switchingAction[it.action]} ${it.element}`).join(', ');
    case 'setCrewDuty':
      return order.onDuty ? crew.standby.goOn : crew.standby.goOff;
    default:
      return '';
  }
};
