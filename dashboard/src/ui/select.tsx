import { Select as Base } from '@kobalte/core/select';
import Check from 'lucide-solid/icons/check';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import type { JSX } from 'solid-js';
import type { Option } from './choice.tsx';
import styles from './select.module.css';

/** One of many. For five or fewer, `Choice` shows them all. */
export const Select = <Value extends string>(props: {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly class?: string | undefined;
}): JSX.Element => {
  const chosen = () => props.options.find((option) => option.value === props.value) ?? null;
  return (
    <Base<Option<Value>>
      options={[...props.options]}
      optionValue="value"
      optionTextValue="label"
      value={chosen()}
      onChange={(option) => option && props.onChange(option.value)}
      disallowEmptySelection
      gutter={4}
      itemComponent={(item) => (
        <Base.Item item={item.item} class={styles.item ?? ''}>
          <Base.ItemLabel>{item.item.rawValue.label}</Base.ItemLabel>
          <Base.ItemIndicator>
            <Check size={14} aria-hidden="true" />
          </Base.ItemIndicator>
        </Base.Item>
      )}
    >
      <Base.Trigger class={`${styles.trigger} ${props.class ?? ''}`} aria-label={props.label}>
        <Base.Value<Option<Value>> class={styles.value ?? ''}>{(state) => state.selectedOption()?.label}</Base.Value>
        <Base.Icon class={styles.icon ?? ''}>
          <ChevronDown size={14} aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Content class={styles.content ?? ''}>
          <Base.Listbox class={styles.list ?? ''} />
        </Base.Content>
      </Base.Portal>
    </Base>
  );
};
